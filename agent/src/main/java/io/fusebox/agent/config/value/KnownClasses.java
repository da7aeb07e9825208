package io.fusebox.agent.config.value;

import io.fusebox.agent.config.spelling.EditDistance;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Classes that people name without their package, with the package that is meant. Exceptions first of all; then what methods
 * have as parameters. Loaded only for a name that looks wrong.
 */
public final class KnownClasses {
    /** A package, then its classes. */
    private static final String[] BY_PACKAGE = {
        "java.lang Object String CharSequence Boolean Byte Character Short Integer Long Float Double Number Class Iterable"
                + " Runnable Void Enum Record Thread StringBuilder AutoCloseable Comparable",
        "java.lang Throwable Exception Error RuntimeException ArithmeticException ArrayIndexOutOfBoundsException"
                + " ArrayStoreException AssertionError ClassCastException ClassNotFoundException CloneNotSupportedException"
                + " ExceptionInInitializerError IllegalAccessException IllegalArgumentException IllegalMonitorStateException"
                + " IllegalStateException IllegalThreadStateException IndexOutOfBoundsException InstantiationException"
                + " InterruptedException LinkageError NegativeArraySizeException NoClassDefFoundError NoSuchFieldException"
                + " NoSuchMethodException NoSuchMethodError NullPointerException NumberFormatException OutOfMemoryError"
                + " ReflectiveOperationException SecurityException StackOverflowError StringIndexOutOfBoundsException"
                + " ThreadDeath UnsatisfiedLinkError UnsupportedOperationException VirtualMachineError",
        "java.lang.reflect InvocationTargetException UndeclaredThrowableException",
        "java.io IOException EOFException FileNotFoundException InterruptedIOException InvalidClassException"
                + " NotSerializableException ObjectStreamException StreamCorruptedException UncheckedIOException"
                + " UnsupportedEncodingException UTFDataFormatException InputStream OutputStream Reader Writer File"
                + " Serializable Closeable",
        "java.net BindException ConnectException HttpRetryException MalformedURLException NoRouteToHostException"
                + " PortUnreachableException ProtocolException SocketException SocketTimeoutException UnknownHostException"
                + " UnknownServiceException URISyntaxException URI URL InetAddress InetSocketAddress Socket",
        "java.net.http HttpConnectTimeoutException HttpTimeoutException WebSocketHandshakeException HttpClient HttpRequest"
                + " HttpResponse",
        "java.nio BufferOverflowException BufferUnderflowException ReadOnlyBufferException ByteBuffer",
        "java.nio.channels AsynchronousCloseException ClosedByInterruptException ClosedChannelException"
                + " ClosedSelectorException UnresolvedAddressException",
        "java.nio.charset CharacterCodingException MalformedInputException UnmappableCharacterException",
        "java.nio.file AccessDeniedException DirectoryNotEmptyException FileAlreadyExistsException FileSystemException"
                + " NoSuchFileException NotDirectoryException Path",
        "java.sql BatchUpdateException SQLClientInfoException SQLDataException SQLException SQLFeatureNotSupportedException"
                + " SQLIntegrityConstraintViolationException SQLInvalidAuthorizationSpecException"
                + " SQLNonTransientConnectionException SQLNonTransientException SQLRecoverableException"
                + " SQLSyntaxErrorException SQLTimeoutException SQLTransactionRollbackException"
                + " SQLTransientConnectionException SQLTransientException SQLWarning Connection PreparedStatement ResultSet",
        "java.time DateTimeException Duration Instant LocalDate LocalDateTime LocalTime OffsetDateTime ZonedDateTime",
        "java.time.format DateTimeParseException",
        "java.math BigDecimal BigInteger",
        "java.util ConcurrentModificationException EmptyStackException InputMismatchException MissingResourceException"
                + " NoSuchElementException Collection Date List Locale Map Optional Properties Queue Set UUID ArrayList HashMap"
                + " HashSet Iterator",
        "java.util.concurrent BrokenBarrierException CancellationException CompletionException ExecutionException"
                + " RejectedExecutionException TimeoutException Callable CompletableFuture CompletionStage Executor"
                + " ExecutorService Future TimeUnit",
        "java.util.function BiFunction Consumer Function Predicate Supplier",
        "java.util.stream Stream",
        "java.util.zip DataFormatException ZipException",
        "java.security GeneralSecurityException InvalidKeyException NoSuchAlgorithmException SignatureException",
        "java.security.cert CertificateException CertificateExpiredException",
        "java.rmi RemoteException",
        "javax.net.ssl SSLException SSLHandshakeException SSLPeerUnverifiedException SSLProtocolException",
        "javax.naming CommunicationException NameNotFoundException NamingException ServiceUnavailableException",
        "jakarta.mail MessagingException SendFailedException",
        "jakarta.persistence EntityNotFoundException LockTimeoutException NoResultException NonUniqueResultException"
                + " OptimisticLockException PersistenceException QueryTimeoutException",
        "jakarta.validation ConstraintViolationException ValidationException",
        "jakarta.ws.rs BadRequestException ClientErrorException ForbiddenException InternalServerErrorException"
                + " NotAuthorizedException NotFoundException ServerErrorException WebApplicationException"
                + " ServiceUnavailableException",
        "org.springframework.web.client HttpClientErrorException HttpServerErrorException ResourceAccessException"
                + " RestClientException RestClientResponseException UnknownContentTypeException",
        "org.springframework.web.reactive.function.client WebClientRequestException WebClientResponseException",
        "org.springframework.dao DataAccessException DataAccessResourceFailureException DataIntegrityViolationException"
                + " DuplicateKeyException EmptyResultDataAccessException QueryTimeoutException"
                + " TransientDataAccessException CannotAcquireLockException",
        "org.springframework.jdbc CannotGetJdbcConnectionException",
        "org.springframework.transaction CannotCreateTransactionException TransactionException",
        "org.hibernate HibernateException LazyInitializationException StaleObjectStateException",
        "org.hibernate.exception JDBCConnectionException LockAcquisitionException",
        "feign FeignException RetryableException",
        "retrofit2 HttpException",
        "io.grpc StatusRuntimeException StatusException",
        "io.netty.handler.timeout ReadTimeoutException WriteTimeoutException",
        "io.netty.channel ConnectTimeoutException",
        "org.apache.http NoHttpResponseException",
        "org.apache.http.conn HttpHostConnectException ConnectionPoolTimeoutException",
        "org.apache.kafka.common KafkaException",
        "org.apache.kafka.common.errors RetriableException SerializationException",
        "redis.clients.jedis.exceptions JedisConnectionException JedisDataException JedisException",
        "io.lettuce.core RedisCommandTimeoutException RedisConnectionException RedisException",
        "com.mongodb MongoException MongoSocketException MongoTimeoutException MongoWriteException",
        "com.fasterxml.jackson.core JsonParseException JsonProcessingException",
        "com.fasterxml.jackson.databind JsonMappingException",
        "com.rabbitmq.client AlreadyClosedException ShutdownSignalException",
    };

    /** The table; small, and made only after a mistake. */
    public static final KnownClasses TABLE = new KnownClasses();

    /** By simple name as it is, and in lower case; of a name in two packages it is not known which one is meant. */
    private final Map<String, String> bySimpleName = new HashMap<>();

    private final Map<String, String> byLowerCase = new HashMap<>();

    private KnownClasses() {
        for (String line : BY_PACKAGE) {
            String[] words = line.split(" ", -1);
            for (int i = 1; i < words.length; i++) {
                String full = words[0] + '.' + words[i];
                put(words[i], full);
                put(words[i].toLowerCase(Locale.ROOT), full);
                byLowerCase.put(full.toLowerCase(Locale.ROOT), full);
            }
        }
    }

    private void put(String simpleName, String full) {
        String other = bySimpleName.putIfAbsent(simpleName, full);
        if (other != null && !other.equals(full)) {
            bySimpleName.put(simpleName, "");
        }
    }

    /** The full name of a class that is named without its package, or with letters of the wrong case; null if not known. */
    public @Nullable String meantBy(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String meant = bySimpleName.getOrDefault(name, bySimpleName.getOrDefault(lower, byLowerCase.get(lower)));
        return meant == null || meant.isEmpty() ? null : meant;
    }

    /** Whether a full name is one of the table. */
    public boolean has(String fullName) {
        return fullName.equals(byLowerCase.get(fullName.toLowerCase(Locale.ROOT)));
    }

    /** The class of the table whose simple name is nearest to that of a name; null if none is near. */
    @Nullable
    String nearest(String name) {
        String simpleName = name.substring(name.lastIndexOf('.') + 1);
        String nearest = null;
        // One letter in eight may be wrong: shorter names are too alike.
        int least = simpleName.length() / 8 + 1;
        for (String full : byLowerCase.values()) {
            String other = full.substring(full.lastIndexOf('.') + 1);
            // Nobody misspells the first letter; and a list may have thousands of names.
            boolean begins = !simpleName.isEmpty()
                    && Character.toLowerCase(simpleName.charAt(0)) == Character.toLowerCase(other.charAt(0));
            if (!begins || Math.abs(other.length() - simpleName.length()) >= least) {
                continue;
            }
            int distance = EditDistance.between(simpleName, other);
            if (distance < least) {
                least = distance;
                nearest = full;
            }
        }
        return nearest;
    }
}
