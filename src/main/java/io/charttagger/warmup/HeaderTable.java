package io.charttagger.warmup;

import java.net.ProtocolException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The headers that one side of an HTTP/2 connection names by a number: those that are in every
 * table, and the last ones that it sent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7541#section-2.3">RFC 7541, 2.3</a>
 */
final class HeaderTable {
  static final int LARGEST = 4096;
  private static final int OVERHEAD = 32;

  /** RFC 7541, appendix A: name, and for some a value after it. */
  private static final List<Header> STATIC =
      """
      :authority
      :method GET
      :method POST
      :path /
      :path /index.html
      :scheme http
      :scheme https
      :status 200
      :status 204
      :status 206
      :status 304
      :status 400
      :status 404
      :status 500
      accept-charset
      accept-encoding gzip, deflate
      accept-language
      accept-ranges
      accept
      access-control-allow-origin
      age
      allow
      authorization
      cache-control
      content-disposition
      content-encoding
      content-language
      content-length
      content-location
      content-range
      content-type
      cookie
      date
      etag
      expect
      expires
      from
      host
      if-match
      if-modified-since
      if-none-match
      if-range
      if-unmodified-since
      last-modified
      link
      location
      max-forwards
      proxy-authenticate
      proxy-authorization
      range
      referer
      refresh
      retry-after
      server
      set-cookie
      strict-transport-security
      transfer-encoding
      user-agent
      vary
      via
      www-authenticate
      """
          .lines()
          .map(line -> line.split(" ", 2))
          .map(parts -> new Header(parts[0], parts.length > 1 ? parts[1] : ""))
          .toList();

  private final Deque<Header> sent = new ArrayDeque<>();

  record Header(String name, String value) {
    private int size() {
      return name.length() + value.length() + OVERHEAD;
    }
  }

  /** Forgets the oldest ones when they become too many. */
  void add(Header header) {
    sent.addFirst(header);
    while (sent.stream().mapToInt(Header::size).sum() > LARGEST) {
      sent.removeLast();
    }
  }

  /** Counted from one; those that are in every table come first. */
  Header at(int number) throws ProtocolException {
    List<Header> all = all();
    if (number < 1 || number > all.size()) {
      throw new ProtocolException("no header has the number " + number);
    }
    return all.get(number - 1);
  }

  /** Of this name and value; 0 when it is not there. */
  int number(Header header) {
    return all().indexOf(header) + 1;
  }

  /** Of one with this name; 0 when there is none. */
  int number(String name) {
    return all().stream().map(Header::name).toList().indexOf(name) + 1;
  }

  private List<Header> all() {
    List<Header> all = new ArrayList<>(STATIC);
    all.addAll(sent);
    return all;
  }
}
