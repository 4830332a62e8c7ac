package io.charttagger.setup;

import io.charttagger.port.Installation;
import io.charttagger.port.RegisteredApp;

/** What an App requests, and what one of its installations grants. */
record Granted(Installation installation, RegisteredApp app) {}
