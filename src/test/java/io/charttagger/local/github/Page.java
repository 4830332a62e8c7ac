package io.charttagger.local.github;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One page of a listing, by {@code per_page} and {@code page}.
 *
 * @see <a
 *     href="https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api">Pagination</a>
 */
record Page(int number, int size) {

  /** What the request asks for: 30 unless told, never more than 100. */
  static Page asked(Visit visit) {
    return asked(visit, 30, 100);
  }

  static Page asked(Visit visit, int usual, int most) {
    return asked(visit.call(), usual, most);
  }

  static Page asked(Call call) {
    return asked(call, 30, 100);
  }

  private static Page asked(Call call, int usual, int most) {
    int size = call.query("per_page").map(Page::number).orElse(usual);
    int number = call.query("page").map(Page::number).orElse(1);
    return new Page(Math.max(1, number), size < 1 ? usual : Math.min(most, size));
  }

  <T> List<T> cut(List<T> all) {
    int from = Math.min(all.size(), (number - 1) * size);
    return all.subList(from, Math.min(all.size(), from + size));
  }

  /** Adds the Link header when there is more than this page. */
  Reply link(Reply reply, Visit visit, int total) {
    return link(reply, visit.call(), visit.caller().root(), total);
  }

  /** The same for a request that is not about one repository. */
  Reply link(Reply reply, Call call, String root, int total) {
    int last = Math.max(1, (total + size - 1) / size);
    List<String> links = new ArrayList<>();
    if (number > 1) {
      links.add(link(call, root, number - 1, "prev"));
    }
    if (number < last) {
      links.add(link(call, root, number + 1, "next"));
      links.add(link(call, root, last, "last"));
    }
    if (number > 1) {
      links.add(link(call, root, 1, "first"));
    }
    return links.isEmpty() ? reply : reply.with("Link", String.join(", ", links));
  }

  private static String link(Call call, String root, int page, String relation) {
    String others =
        call.query().entrySet().stream()
            .filter(entry -> !entry.getKey().equals("page"))
            .map(Page::encoded)
            .collect(Collectors.joining("&"));
    String address = root + Links.encoded(call.path());
    String query = others.isEmpty() ? "page=" + page : others + "&page=" + page;
    return "<" + address + "?" + query + ">; rel=\"" + relation + "\"";
  }

  private static String encoded(Map.Entry<String, String> entry) {
    return entry.getKey()
        + "="
        + java.net.URLEncoder.encode(entry.getValue(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
