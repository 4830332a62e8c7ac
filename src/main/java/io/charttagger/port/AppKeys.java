package io.charttagger.port;

import java.util.function.Supplier;

/** Where the App's key comes from. It may be rotated at any time. */
public interface AppKeys extends Supplier<AppKey>, SigningKeys {

  /**
   * The key, read again because GitHub refused the one of {@link #get}. The same one when it was
   * not rotated, or was read again less than a minute ago.
   */
  default AppKey readAgain() {
    return get();
  }

  @Override
  default TagSigning signing() {
    TagSigning signing = get().signing();
    return signing instanceof TagSigning.Unusable ? readAgain().signing() : signing;
  }

  @Override
  default TagSigning signingReadAgain() {
    return readAgain().signing();
  }
}
