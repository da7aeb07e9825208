/** What an agent costs a whole application, a shop. */
package io.fusebox.benchmarks.shop;
