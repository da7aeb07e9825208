/** The guarded program: outside of Fusebox's own packages, which the agent never weaves. */
package com.acme;
