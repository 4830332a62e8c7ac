package io.charttagger.port;

import io.charttagger.dispatch.Dispatch;

/** A place that holds repositories, such as GitHub. */
public interface Forge {

  /**
   * Opens one repository for one run; the first request is sent when it is needed.
   *
   * @param dispatch names the repository, and the installation when the caller knows it
   * @param budget the time that reads, writes and waits may take
   * @param lease renewed before every write and while the run waits; a lost one stops the writing
   */
  Repository open(Dispatch dispatch, Budget budget, Lease lease);
}
