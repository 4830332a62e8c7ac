package io.charttagger.signature;

import io.charttagger.chart.Quoted;
import io.charttagger.chart.SignedText;
import java.util.List;
import java.util.Optional;

/**
 * Whose signatures count: the key in use, and those in use before it.
 *
 * @param keys their public keys
 */
public record AllowedSigners(List<SshPublicKey> keys) {

  public AllowedSigners {
    keys = List.copyOf(keys);
  }

  /**
   * What is wrong with a signature; empty when one of these keys made it, for git, of this text.
   *
   * @return words that follow "its tag"
   */
  public Optional<String> problem(SignedText text) {
    return SshSignature.parse(text.signature())
        .map(signature -> problem(signature, text.payload()))
        .orElse(Optional.of("has a signature that is no SSH signature"));
  }

  private Optional<String> problem(SshSignature signature, String payload) {
    Optional<SshPublicKey> signer = keys.stream().filter(signature::names).findFirst();
    if (signer.isEmpty()) {
      return Optional.of(
          "is signed with the key %s, which is no allowed signer"
              .formatted(signature.fingerprint()));
    }
    if (!signature.namespace().equals(SshSignature.GIT)) {
      return Optional.of(
          "has a signature for %s, not for git".formatted(Quoted.of(signature.namespace())));
    }
    return signature.fits(payload, signer.get())
        ? Optional.empty()
        : Optional.of("has a signature of another text");
  }
}
