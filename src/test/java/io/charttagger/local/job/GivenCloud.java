package io.charttagger.local.job;

import io.charttagger.local.LocalCloud;
import io.charttagger.local.lambda.LambdaHost;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the local cloud for a given repository. */
final class GivenCloud {
  private static final Duration STARTING = Duration.ofMinutes(1);
  // The function names the setting that it cannot use; each comes from one of ours.
  private static final Pattern SETTING =
      Pattern.compile("setting ([A-Z_]+) is (.*?)(?:: java\\..*)?");
  private static final Map<String, String> SWITCHES =
      Map.of(
          "TAG_FORMAT",
          "-Dtag.format",
          "CHARTS_DIR",
          "-Dcharts.dir",
          "MAIN_BRANCH",
          "-Dmain.branch");

  private GivenCloud() {}

  /**
   * Starts it, and waits until the function has accepted its settings.
   *
   * @throws JobFailure naming the switch whose value it does not accept
   */
  static LocalCloud start(GivenCharts charts) {
    LocalCloud cloud = LocalCloud.start(LocalCloud.Plan.of(charts.settings()).withSignedTags());
    LambdaHost function = cloud.functions().getFirst();
    try {
      function.awaitReady(STARTING);
      return cloud;
    } catch (IllegalStateException failure) {
      // Its output is complete once it has ended.
      function.close();
      String said = function.output().stream().findFirst().orElse("");
      cloud.close();
      Matcher setting = SETTING.matcher(said);
      if (setting.matches()) {
        String name = setting.group(1);
        throw new JobFailure(
            "%s is %s".formatted(SWITCHES.getOrDefault(name, name), switches(setting.group(2))));
      }
      throw failure;
    }
  }

  /** What the function says to do, in the switches that its user has. */
  private static String switches(String advice) {
    String told = advice;
    for (Map.Entry<String, String> each : SWITCHES.entrySet()) {
      told = told.replace(each.getKey(), each.getValue());
    }
    return told;
  }
}
