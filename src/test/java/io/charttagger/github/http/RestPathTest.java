package io.charttagger.github.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RestPathTest {
  @Test
  void noNameLeavesItsSegment() {
    assertThat(RestPath.of("git", "ref", "tags/a b+c", "..", "é?#%~"))
        .isEqualTo("/git/ref/tags%2Fa%20b%2Bc/%2E%2E/%C3%A9%3F%23%25~");
    assertThat(RestPath.of(".", "", "a:b@c&d=e")).isEqualTo("/%2E//a%3Ab%40c%26d%3De");
  }

  @Test
  void theSlashesOfAFilesPathStay() {
    assertThat(RestPath.file("charts/a b/*.md")).isEqualTo("charts/a%20b/%2A.md");
    assertThat(RestPath.file("charts/../a/./b..c")).isEqualTo("charts/%2E%2E/a/%2E/b..c");
  }

  @Test
  void aQueryValueIsOneValue() {
    assertThat(RestPath.encode("a&per_page=1 \n€")).isEqualTo("a%26per_page%3D1%20%0A%E2%82%AC");
  }
}
