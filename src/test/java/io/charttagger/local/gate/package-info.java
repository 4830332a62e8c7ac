/**
 * The ways to the function from outside, on a port of this machine: API Gateway with its authorizer
 * and the tokens that it takes, and the queue of webhooks; start reading at {@link
 * io.charttagger.local.gate.FrontGate}. It sends to the function of a {@link
 * io.charttagger.local.LocalCloud}, so it is above that.
 */
@NullMarked
package io.charttagger.local.gate;

import org.jspecify.annotations.NullMarked;
