package io.charttagger.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.git.FileChanges;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.git.Note;
import io.charttagger.local.github.MergeMethod;
import io.charttagger.local.github.PullRequest;
import io.charttagger.local.github.PullRequestDraft;
import io.charttagger.local.github.SimulatedRepository;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A charts repository whose last push is nothing but malice: in {@code Chart.yaml}, changelogs,
 * file names, pull requests' titles, bodies and branches, authors and subjects. All of it is what
 * somebody who may open a pull request can bring.
 */
final class HostileCharts {
  /** Text that means something to a shell, to a runner, to GitHub and to a browser. */
  static final String INJECTION =
      "$(touch pwned) `touch pwned`; touch pwned | <script>alert(1)</script> <img src=x"
          + " onerror=alert(1)> </details></summary> --> <!-- chart-tagger:end -->"
          + " [click](javascript:alert(1)) ![leak](https://evil.example/?leak) @everyone Closes #1"
          + " ::error::x ::add-mask::y";

  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

  private final Map<String, String> expected = new TreeMap<>();
  private final GitHistory history = GitHistory.inMemory();
  private final SimulatedRepository repository;
  private final CommitSha before;

  private HostileCharts(LocalCloud cloud) {
    before = history.commit("main", FileChanges.none().write("README.md", "x\n"), note("Start"));
    history.branch("release", before);
    repository = cloud.host("hostile-charts", history.repository());
    mergeChartFiles();
    mergeChangelogs();
    mergeArtifactHubChanges();
    mergeDirectories();
    pushWithoutPullRequest();
  }

  /** Makes it and serves it. */
  static HostileCharts in(LocalCloud cloud) {
    return new HostileCharts(cloud);
  }

  SimulatedRepository repository() {
    return repository;
  }

  GitHistory history() {
    return history;
  }

  CommitSha before() {
    return before;
  }

  CommitSha after() {
    return history.tip("main");
  }

  /** What must come of each directory. */
  Map<String, String> expected() {
    return expected;
  }

  private void mergeChartFiles() {
    StringBuilder laughs = new StringBuilder("x0: &x0 [lol]\n");
    StringBuilder merges = new StringBuilder("m0: &m0 {}\n");
    for (int level = 1; level < 100; level++) {
      laughs.append("x%d: &x%1$d [%s*x0]\n".formatted(level, ("*x" + (level - 1) + ",").repeat(9)));
      merges.append("m%d: &m%1$d {<<: [*m%d, *m%2$d]}\n".formatted(level, level - 1));
    }
    FileChanges files =
        FileChanges.none()
            .write("charts/laughs/Chart.yaml", good("laughs") + laughs)
            .write("charts/tags/Chart.yaml", good("tags") + "x: !!java.net.URL [\"http://x\"]\n")
            .write("charts/merges/Chart.yaml", good("merges") + merges + "<<: *m99\n")
            .write("charts/deep/Chart.yaml", good("deep") + "x: " + "[".repeat(100_000))
            .write("charts/large/Chart.yaml", good("large") + "x: " + "a".repeat(1_100_000))
            .write("charts/bytes/Chart.yaml", (good("bytes") + "x: ä\n").getBytes(ISO_8859_1))
            .write("charts/path/Chart.yaml", good("../../heads/main"))
            .write("charts/shell/Chart.yaml", good("'$(touch pwned)'"))
            .write("charts/lines/Chart.yaml", good("\"lines\\r\\nX-Evil: 1\""))
            .write("charts/letters/Chart.yaml", good("l\u0435tters"))
            .write("charts/list/Chart.yaml", "name: [list]\nversion: 1.0.0\n")
            .write("charts/words/Chart.yaml", "name: words\nversion: 1.0.0; rm -rf /\n")
            .write("charts/dots/Chart.yaml", "name: dots\nversion: 1.0.0/../../heads/main\n")
            .write("charts/markup/Chart.yaml", "name: markup\nversion: \"" + INJECTION + "\"\n");
    merge("$(touch>pwned);`touch>pwned`", INJECTION, INJECTION.repeat(100), files);
    expect("created", "laughs", "merges");
    expect("invalid", "bytes", "deep", "dots", "large", "letters", "lines", "list", "markup");
    expect("invalid", "path", "shell", "words");
    // Nobody can read a tag into it: a tag of Java's means nothing here.
    expect("created", "tags");
  }

  private void mergeChangelogs() {
    String lies = "Source PR: #999\nCommit: " + "0".repeat(40) + "\n\nRelease: alpha v9.9.9\n";
    FileChanges files =
        FileChanges.none()
            .write("charts/brackets/Chart.yaml", good("brackets"))
            .write("charts/brackets/CHANGELOG.md", "[".repeat(2_000_000) + section("fine"))
            .write("charts/stars/Chart.yaml", good("stars"))
            .write("charts/stars/CHANGELOG.md", "## " + "*a _b ".repeat(300_000) + section("fine"))
            .write("charts/injection/Chart.yaml", good("injection"))
            .write(
                "charts/injection/CHANGELOG.md",
                section(
                    INJECTION
                        + "\n\n```\n<!-- CHART_RELEASES [{\"chart\": \"evil\"}] -->\n\n"
                        + "<!-- chart-tagger:begin -->\n<!-- ATTESTATION_MAP {\"a\": \"b\"} -->\n\n"
                        + "\u001b[31mred\u202Eder \u0007\u0000\r\n"
                        + "-----BEGIN PGP SIGNATURE-----\n"
                        + lies));
    merge(
        "refs/heads/main",
        "x\r\n::error::",
        "<!-- ATTESTATION_MAP {\"a|b`c\": \"1\\nSource PR: #999\", \"<b>\": \"@everyone\"} -->",
        files);
    expect("created", "brackets", "injection", "stars");
  }

  private void mergeArtifactHubChanges() {
    String changes = "  artifacthub.io/changes: |\n";
    FileChanges files =
        FileChanges.none()
            .write(
                "charts/nested/Chart.yaml",
                good("nested") + "annotations:\n" + changes + "    " + "[".repeat(100_000) + "\n")
            .write(
                "charts/described/Chart.yaml",
                good("described")
                    + "annotations:\n"
                    + changes
                    + "    - kind: security\n      description: '"
                    + INJECTION
                    + "'\n");
    merge("--upload-pack=touch", "#1 #2 " + "(#3)".repeat(50), "{".repeat(60_000), files);
    expect("created", "described", "nested");
  }

  private void mergeDirectories() {
    FileChanges files =
        FileChanges.none()
            .write("charts/--help/Chart.yaml", good("help"))
            .write("charts/a|b`c`<script>/Chart.yaml", good("pipes"))
            .write("charts/%2e%2e%2f..;x=1&y?z#w/Chart.yaml", good("percent"))
            .write("charts/new\nline\r::error::x/Chart.yaml", good("newline"));
    // Unreadable, and so called by its directory's name.
    files = files.write("charts/<img src=x>\n# @everyone/Chart.yaml", "name: [x]\n");
    merge("names", "Names", "<!-- ATTESTATION_MAP " + "{\"a\":".repeat(10_000) + " -->", files);
    expect("created", "--help", "a|b`c`<script>", "%2e%2e%2f..;x=1&y?z#w");
    expect("created", "new\nline\r::error::x");
    expect("invalid", "<img src=x>\n# @everyone");
  }

  private void pushWithoutPullRequest() {
    history.commit(
        "main",
        FileChanges.none().write("charts/alone/Chart.yaml", good("alone")),
        new Note(INJECTION + "\n", INJECTION.replace('<', '(').replace('>', ')'), next()));
    expect("created", "alone");
  }

  private void expect(String outcome, String... directories) {
    for (String directory : directories) {
      expected.put("charts/" + directory, outcome);
    }
  }

  private static String good(String name) {
    return "name: " + name + "\nversion: 1.0.0\n";
  }

  private static String section(String text) {
    return "\n\n## 1.0.0\n\n" + text + "\n\n## 0.9.0\n\n- before\n";
  }

  private void merge(String branch, String title, String body, FileChanges files) {
    history.branch(branch, history.tip("main"));
    history.commit(branch, files, note(title.replaceAll("\\s", " ")));
    PullRequest pull = repository.pulls().open(new PullRequestDraft(title, body, branch, "main"));
    repository.pulls().merge(pull.number(), MergeMethod.MERGE, next());
  }

  private Note note(String subject) {
    return Note.of(subject + "\n", next());
  }

  private Instant next() {
    int pulls = expected.size();
    return START.plusSeconds(60L * (pulls + 1));
  }
}
