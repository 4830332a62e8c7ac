package io.charttagger.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.charttagger.chart.SignedText;
import io.charttagger.chart.TagObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.revwalk.RevTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our verdict on a tag's signature is git's. */
final class AllowedSignersTest {
  private static final SigningKey KEY = SignedTags.newKey();
  private static final SigningKey ANOTHER = SignedTags.newKey();
  private static final AllowedSigners SIGNERS = new AllowedSigners(List.of(KEY.publicKey()));
  private static final String LINE = KEY.publicKey().allowedSignersLine("chart-tagger");
  private static final String ANNOTATION =
      "Release: a v1.0.0\n\nChangelog:\n- Ünï🎉\n\nSource PR: #1\nCommit: 1111\n";
  private static final TagObject TAG = SignedTags.tag(ANNOTATION);

  @TempDir private Path directory;
  private Git git;

  @BeforeEach
  void initialise() throws Exception {
    git = Git.init().setBare(true).setDirectory(directory.resolve("git").toFile()).call();
  }

  @AfterEach
  void close() {
    git.close();
  }

  private ObjectId insert(String content) throws Exception {
    try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
      ObjectId id = inserter.insert(Constants.OBJ_TAG, content.getBytes(StandardCharsets.UTF_8));
      inserter.flush();
      return id;
    }
  }

  private Optional<String> gitRefuses(String content) throws Exception {
    return new OpenSsh(directory)
        .refusal(git.getRepository().getDirectory().toPath(), insert(content).name(), LINE);
  }

  private static Optional<String> weRefuse(String content) {
    return SignedText.of(content).map(SIGNERS::problem).orElse(Optional.of("has no signature"));
  }

  @Test
  void gitVerifiesASignedTag() throws Exception {
    String content = KEY.sign(TAG).content();

    assertThat(gitRefuses(content)).isEmpty();
    assertThat(weRefuse(content)).isEmpty();
  }

  @Test
  void jgitReadsASignedTag() throws Exception {
    TagObject signed = KEY.sign(TAG);
    RevTag tag = RevTag.parse(signed.content().getBytes(StandardCharsets.UTF_8));

    assertThat(tag.getRawGpgSignature())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(signed.signature().orElseThrow());
    assertThat(tag.getFullMessage()).isEqualTo(ANNOTATION);
    assertThat(insert(signed.content()).name()).isEqualTo(signed.sha());
  }

  /**
   * What may be changed in a signed tag's text, and a word of our verdict; none when it is good.
   */
  static Stream<Arguments> changes() {
    String good = KEY.sign(TAG).content();
    String header = good.substring(0, good.indexOf("\n\n"));
    return Stream.of(
        change("nothing", "", text -> text),
        change("a letter of the annotation", "another text", text -> text.replace("Ünï", "Uni")),
        change("the commit", "another text", text -> text.replace("1".repeat(40), "2".repeat(40))),
        change("the name", "another text", text -> text.replace("a-v1.0.0", "a-v1.0.1")),
        change("the date", "another text", text -> text.replace("1793527200", "1793527201")),
        change(
            "a line end before the signature",
            "another text",
            text -> text.replace("\n-----BEGIN", "\n\n-----BEGIN")),
        change("another key's signature", "no allowed signer", _ -> ANOTHER.sign(TAG).content()),
        change(
            "another tag's signature",
            "another text",
            text ->
                SignedText.payload(text) + KEY.sign(SignedTags.tag("other\n")).signature().get()),
        change(
            "no last line",
            "no SSH signature",
            text -> text.replace("-----END SSH SIGNATURE-----\n", "")),
        change(
            "line ends of another system",
            "no SSH signature",
            text -> {
              SignedText split = SignedText.of(text).get();
              return split.payload() + split.signature().replace("\n", "\r\n");
            }),
        change(
            "an empty signature",
            "no SSH signature",
            text -> text.replaceAll("(?s)(BEGIN SSH SIGNATURE-----\n).*(-----END)", "$1$2")),
        change(
            "half a signature",
            "no SSH signature",
            text -> text.replaceAll("\n.*\n-----END", "\n-----END")),
        change(
            "an OpenPGP signature", "no SSH signature", text -> text.replace("SSH SIG", "PGP SIG")),
        change(
            "its annotation signed once more",
            "",
            text ->
                KEY.sign(SignedTags.tag(ANNOTATION + KEY.sign(TAG).signature().get())).content()),
        change(
            "a signature of the other's behind ours",
            "no allowed signer",
            text -> text + ANOTHER.signature(text)),
        change(
            "a hostile changelog with a good signature of another text",
            "has no signature",
            _ ->
                header
                    + "\n\nRelease: a v1.0.0\n\nChangelog:\n"
                    + SignedText.indented(KEY.signature("x"))
                    + "\n"));
  }

  private static Arguments change(String what, String word, UnaryOperator<String> change) {
    return arguments(what, word, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void theVerdictIsTheOneOfGit(String what, String word, UnaryOperator<String> change)
      throws Exception {
    String content = change.apply(KEY.sign(TAG).content());
    Optional<String> refusal = weRefuse(content);

    assertThat(refusal.orElse("")).contains(word);
    assertThat(refusal.isEmpty()).isEqualTo(word.isEmpty());
    assertThat(gitRefuses(content).isEmpty()).isEqualTo(refusal.isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"sha256", "sha512"})
  void eitherHashOfTheFormatCounts(String hash) throws Exception {
    Path file = new OpenSsh(directory).key("key");
    AllowedSigners signers =
        new AllowedSigners(List.of(SigningKey.parse(OpenSsh.text(file)).publicKey()));
    String signature =
        new OpenSsh(directory).signature(file, "git", TAG.content(), "-O", "hashalg=" + hash);

    assertThat(signers.problem(new SignedText(TAG.content(), signature))).isEmpty();
  }

  @Test
  void aSignatureForAnotherPurposeDoesNotCount() throws Exception {
    Path file = new OpenSsh(directory).key("key");
    SshPublicKey key = SigningKey.parse(OpenSsh.text(file)).publicKey();
    String signature = new OpenSsh(directory).signature(file, "file", TAG.content());
    String content = TAG.content() + signature;

    assertThat(new AllowedSigners(List.of(key)).problem(new SignedText(TAG.content(), signature)))
        .hasValue("has a signature for \"file\", not for git");
    assertThat(
            new OpenSsh(directory)
                .refusal(
                    git.getRepository().getDirectory().toPath(),
                    insert(content).name(),
                    key.allowedSignersLine("chart-tagger")))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ecdsa"})
  void aKeyOfAnotherKindIsNoAllowedSigner(String type) {
    OpenSsh openSsh = new OpenSsh(directory);
    Path file = openSsh.key("key", "-t", type, "-N", "");

    assertThat(
            SIGNERS.problem(
                new SignedText(TAG.content(), openSsh.signature(file, "git", TAG.content()))))
        .hasValueSatisfying(problem -> assertThat(problem).contains(openSsh.fingerprint(file)));
  }

  @Test
  void formerKeysCountAfterARotation() {
    AllowedSigners both = new AllowedSigners(List.of(ANOTHER.publicKey(), KEY.publicKey()));

    assertThat(both.problem(SignedText.of(KEY.sign(TAG).content()).orElseThrow())).isEmpty();
    assertThat(both.problem(SignedText.of(ANOTHER.sign(TAG).content()).orElseThrow())).isEmpty();
  }

  @Test
  void noChangedByteOfASignatureCounts() {
    String content = KEY.sign(TAG).content();
    for (int index = content.indexOf("-----BEGIN"); index < content.length() - 1; index++) {
      char other = content.charAt(index) == 'x' ? 'y' : 'x';
      String changed = content.substring(0, index) + other + content.substring(index + 1);
      assertThat(weRefuse(changed)).as("index %d", index).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ssh-ed25519",
        "ssh-ed25519 AAAA",
        "ssh-ed25519 ====",
        "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ== me",
        "chart-tagger ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "ssh-ed25519 AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==",
        "-----BEGIN PUBLIC KEY-----"
      })
  void whatIsNoEd25519PublicKeyIsRefused(String line) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SshPublicKey.parse(line))
        .withMessageContaining(".pub file");
  }
}
