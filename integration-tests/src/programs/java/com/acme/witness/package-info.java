/** Guarded methods around which Fusebox has to call the program: each of those ways leads past a witness. */
package com.acme.witness;
