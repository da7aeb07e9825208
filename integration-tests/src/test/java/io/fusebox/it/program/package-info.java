/** Programs that the forked JVMs run. */
package io.fusebox.it.program;
