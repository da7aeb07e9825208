package com.acme.clients;

import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.listener.interceptor.InMemoryInterceptedSearchRequest;
import com.unboundid.ldap.listener.interceptor.InMemoryOperationInterceptor;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.net.InetAddress;
import java.util.Hashtable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.naming.Context;
import javax.naming.NamingException;
import javax.naming.directory.BasicAttributes;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;
import javax.naming.directory.SearchControls;

/** LDAP: the JDK's provider and UnboundID's SDK, against UnboundID's server. */
public final class Ldap {
    private static final String PEOPLE = "ou=people,dc=shop";
    private static final String ALL = "(objectClass=*)";

    public static void main(String[] arguments) throws Exception {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=shop");
        config.addAdditionalBindCredentials("cn=admin", "secret");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("shop", InetAddress.getByName("127.0.0.1"), 0, null));
        config.addInMemoryOperationInterceptor(new Refusals());
        InMemoryDirectoryServer directory = new InMemoryDirectoryServer(config);
        directory.add("dn: dc=shop", "objectClass: domain", "dc: shop");
        directory.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
        directory.startListening();
        Relay relay = new Relay(directory.getListenPort());
        Steps steps = new Steps("127.0.0.1");
        jndi(steps, relay);
        unboundId(steps, relay);
        relay.hang(false);
        relay.refuse(true);
        String url = "ldap://127.0.0.1:" + relay.port() + "/dc=shop";
        steps.outage(() -> connect(url, "secret"), null, () -> relay.refuse(false));
        steps.end();
    }

    private static void jndi(Steps steps, Relay relay) throws Exception {
        String url = "ldap://127.0.0.1:" + relay.port() + "/dc=shop";
        steps.step("jndi connect", "success", () -> connect(url, "secret"));
        DirContext context = connect(url, "secret");
        steps.step("jndi attributes", "success", () -> context.getAttributes("ou=people"));
        steps.step("jndi search", "success", () -> context.search("ou=people", ALL, new SearchControls()));
        steps.step(
                "jndi another host",
                "localhost success",
                () -> connect("ldap://localhost:" + relay.port() + "/dc=shop", "secret"));
        steps.step("jndi wrong password", "ignored", () -> connect(url, "wrong"));
        steps.step("jndi no such object", "ignored", () -> context.getAttributes("cn=nobody"));
        steps.step(
                "jndi exists",
                "ignored",
                () -> context.createSubcontext("ou=people", new BasicAttributes("objectClass", "organizationalUnit")));
        for (int code : Refusals.CODES) {
            steps.step("jndi result " + code, "error", () -> context.search("ou=" + code, ALL, new SearchControls()));
        }
        steps.step("jndi name parser", "nothing", () -> context.getNameParser("ou=people"));
        relay.hang(true);
        steps.step("jndi hang", "error", () -> context.getAttributes("ou=people"));
        steps.step("jndi connect hangs", "error", () -> connect(url, "secret"));
        relay.hang(false);
        DirContext waiting = connect(url, "secret");
        relay.hang(true);
        steps.step("jndi cut while it waits", "error", () -> {
            CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS).execute(() -> relay.refuse(true));
            return waiting.getAttributes("ou=people");
        });
        relay.hang(false);
        relay.refuse(false);
        DirContext cut = connect(url, "secret");
        relay.refuse(true);
        steps.step("jndi cut", "error", () -> cut.getAttributes("ou=people"));
        relay.refuse(false);
        steps.step("jndi refused", "error", () -> connect("ldap://127.0.0.1:" + SickServer.closedPort(), "secret"));
    }

    private static void unboundId(Steps steps, Relay relay) throws Exception {
        LDAPConnectionOptions patience = new LDAPConnectionOptions();
        patience.setConnectTimeoutMillis(400);
        patience.setResponseTimeoutMillis(400);
        steps.step("connect", "cancelled", () -> new LDAPConnection(patience, "127.0.0.1", relay.port()));
        LDAPConnection connection = new LDAPConnection(patience, "127.0.0.1", relay.port());
        steps.step("bind", "success", () -> connection.bind("cn=admin", "secret"));
        steps.step("wrong password", "ignored", () -> connection.bind("cn=admin", "wrong"));
        connection.bind("cn=admin", "secret");
        steps.step("search", "success", () -> connection.search(PEOPLE, SearchScope.SUB, ALL));
        steps.step("search for one", "success", () -> connection.searchForEntry(PEOPLE, SearchScope.BASE, ALL));
        steps.step("entry", "success", () -> connection.getEntry(PEOPLE));
        steps.step(
                "add",
                "success",
                () -> connection.add("dn: ou=new,dc=shop", "objectClass: organizationalUnit", "ou: new"));
        steps.step(
                "add again",
                "ignored",
                () -> connection.add("dn: ou=new,dc=shop", "objectClass: organizationalUnit", "ou: new"));
        steps.step(
                "modify",
                "success",
                () -> connection.modify(
                        "dn: ou=new,dc=shop", "changetype: modify", "replace: description", "description: new"));
        steps.step("rename", "success", () -> connection.modifyDN("ou=new,dc=shop", "ou=newer", true));
        steps.step("compare", "success", () -> connection.compare("ou=newer,dc=shop", "ou", "newer"));
        steps.step("delete", "success", () -> connection.delete("ou=newer,dc=shop"));
        steps.step("no such object", "ignored", () -> connection.search("ou=nobody,dc=shop", SearchScope.SUB, ALL));
        for (int code : Refusals.CODES) {
            steps.step(
                    "result " + code,
                    "error",
                    () -> connection.search("ou=" + code + ",dc=shop", SearchScope.SUB, ALL));
        }
        steps.step(
                "extended operation", "success", () -> connection.processExtendedOperation("1.3.6.1.4.1.4203.1.11.3"));
        steps.step("refused", "error", () -> new LDAPConnection(patience, "127.0.0.1", SickServer.closedPort()));
        try (LDAPConnectionPool pool = new LDAPConnectionPool(connection, 1, 1)) {
            steps.step("of a pool", "success", () -> pool.search(PEOPLE, SearchScope.SUB, ALL));
        }
        LDAPConnection patient = new LDAPConnection(patience, "127.0.0.1", relay.port());
        relay.hang(true);
        steps.step("hang", "error", () -> patient.search(PEOPLE, SearchScope.SUB, ALL));
        relay.hang(false);
        LDAPConnection cut = new LDAPConnection(patience, "127.0.0.1", relay.port());
        cut.getEntry(PEOPLE);
        relay.refuse(true);
        steps.step("cut", "error", () -> cut.search(PEOPLE, SearchScope.SUB, ALL));
        relay.refuse(false);
    }

    /** Answers each search below a number with that number as its result. */
    private static final class Refusals extends InMemoryOperationInterceptor {
        /** Busy, unavailable, other. */
        static final int[] CODES = {51, 52, 80};

        @Override
        public void processSearchRequest(InMemoryInterceptedSearchRequest search) throws LDAPException {
            String base = search.getRequest().getBaseDN();
            for (int code : CODES) {
                if (base.startsWith("ou=" + code)) {
                    throw new LDAPException(ResultCode.valueOf(code), "not now");
                }
            }
        }
    }

    private static DirContext connect(String url, String password) throws NamingException {
        Hashtable<String, Object> environment = new Hashtable<>();
        environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.ldap.LdapCtxFactory");
        environment.put(Context.PROVIDER_URL, url);
        environment.put(Context.SECURITY_PRINCIPAL, "cn=admin");
        environment.put(Context.SECURITY_CREDENTIALS, password);
        environment.put("com.sun.jndi.ldap.read.timeout", "400");
        environment.put("com.sun.jndi.ldap.connect.timeout", "400");
        return new InitialDirContext(environment);
    }
}
