/**
 * SSH signatures, pure: keys in, signatures and verdicts out, by the cryptography of the JDK. Start
 * reading at {@code SigningKey} and {@code AllowedSigners}.
 *
 * <p>May enter: a form of a key or of a signature. It imports the vocabulary.
 *
 * @see <a href="https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig">The format
 *     of SSH signatures</a>
 */
@NullMarked
package io.charttagger.signature;

import org.jspecify.annotations.NullMarked;
