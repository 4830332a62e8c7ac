package io.charttagger.port;

import io.charttagger.chart.RepositoryName;
import java.util.OptionalLong;

/** A place that holds repositories, such as GitHub. */
public interface Forge {

  /**
   * Opens one repository for one run; the first request is sent when it is needed. Nothing may be
   * written before it is put under a lease ({@link Repository#under}).
   *
   * @param installation the App's installation on it, when the caller knows it
   * @param budget the time that reads, writes and waits may take
   */
  Repository open(RepositoryName repository, OptionalLong installation, Budget budget);

  /**
   * As {@link #open}, to be read only: its requests leave half of what the rate limits allow to
   * runs that tag, see {@link RateLimiter.Share#HALF}.
   */
  Repository openForPreview(RepositoryName repository, OptionalLong installation, Budget budget);

  /**
   * What the App is installed on; the first request is sent when it is needed.
   *
   * @param budget the time that reads and waits may take
   */
  Installations installations(Budget budget);

  /**
   * How the App is set up; the first request is sent when it is needed.
   *
   * @param budget the time that reads and waits may take
   */
  AppSetup setup(Budget budget);
}
