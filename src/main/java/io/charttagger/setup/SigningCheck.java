package io.charttagger.setup;

import io.charttagger.port.TagSigning;
import io.charttagger.signature.SshPublicKey;
import java.util.stream.Collectors;

/** Whether tags are signed, and how others verify that. */
final class SigningCheck {
  // What git shows as the signer. Any word will do; the key is what counts.
  private static final String SIGNER = "chart-tagger";

  private SigningCheck() {}

  static Verdict of(TagSigning signing) {
    return switch (signing) {
      case TagSigning.Off() ->
          Verdict.ok("tags are not signed: the App's secret has no signingKey");
      case TagSigning.On on -> Verdict.ok(verified(on));
      case TagSigning.Unusable(String problem) -> Verdict.failed(problem);
    };
  }

  private static String verified(TagSigning.On on) {
    int keys = on.signers().keys().size();
    return "tags are signed with the key %s; git verify-tag accepts them where the file that gpg.ssh.allowedSignersFile names has %s: %s"
        .formatted(
            on.key().publicKey().fingerprint(),
            keys == 1 ? "this line" : "these %d lines".formatted(keys),
            on.signers().keys().stream().map(SigningCheck::line).collect(Collectors.joining("\n")));
  }

  private static String line(SshPublicKey key) {
    return key.allowedSignersLine(SIGNER);
  }
}
