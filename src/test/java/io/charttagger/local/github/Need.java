package io.charttagger.local.github;

/** The permission that an endpoint asks of a token. */
record Need(String permission, String level) {
  static final Need METADATA = new Need("metadata", "read");
  static final Need READ_CONTENTS = new Need("contents", "read");
  static final Need WRITE_CONTENTS = new Need("contents", "write");
  static final Need READ_PULLS = new Need("pull_requests", "read");
  static final Need WRITE_PULLS = new Need("pull_requests", "write");
  static final Need READ_CHECKS = new Need("checks", "read");
  static final Need WRITE_CHECKS = new Need("checks", "write");
  static final Need WRITE_WORKFLOWS = new Need("workflows", "write");
}
