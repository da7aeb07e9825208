/** Events of the JDK's Flight Recorder. Loaded by Fusebox's own thread once the recorder is in use, and never before. */
@NullMarked
package io.fusebox.agent.jfr;

import org.jspecify.annotations.NullMarked;
