/** Programs of users, who know nothing of Fusebox: the forked JVMs run them with the agent and without it. */
package com.acme;
