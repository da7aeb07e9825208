/** A client that knows nothing of breakers: what its methods return, throw and fall back on. */
package com.acme.results;
