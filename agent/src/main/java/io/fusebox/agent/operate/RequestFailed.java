package io.fusebox.agent.operate;

/** The agent cannot do what it was asked for; the message follows the name of the program, as in "process 4711 has ...". */
public final class RequestFailed extends Exception {
    private static final long serialVersionUID = 1L;

    public RequestFailed(String why) {
        super(why);
    }
}
