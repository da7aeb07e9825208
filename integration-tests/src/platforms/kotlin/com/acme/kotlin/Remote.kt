package com.acme.kotlin

import com.acme.host.Talk
import java.io.FileNotFoundException
import java.io.IOException
import java.net.ConnectException
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.DelicateCoroutinesApi
import kotlinx.coroutines.GlobalScope
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.flowOf
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull

/** What returns a Result, what is given up, what Fusebox cannot follow. */
class Remote {
    @Volatile var up = false

    suspend fun atOnce(failure: Exception?, text: String): Result<String> =
        if (failure == null) Result.success(text) else Result.failure(failure)

    suspend fun later(failure: Exception?, text: String): Result<String> {
        delay(1)
        return atOnce(failure, text)
    }

    suspend fun fetch(): String {
        if (!up) throw ConnectException("down")
        delay(20)
        return "answer"
    }

    suspend fun hangs(): String {
        if (!up) throw ConnectException("down")
        delay(600_000)
        return "never"
    }

    @OptIn(DelicateCoroutinesApi::class) fun started(): Deferred<Int> = GlobalScope.async { 1 }

    fun numbers(): Flow<Int> = flowOf(1)
}

private val remote = Remote()

object RemoteMain {
    @JvmStatic
    fun main(arguments: Array<String>) =
        Talk.with {
            runBlocking {
                when (it) {
                    "results" -> results()
                    "follow" -> "${remote.started().await()} ${remote.numbers().first()}"
                    "several at once" -> severalAtOnce()
                    else -> oneThatHangs()
                }
            }
        }

    private suspend fun results(): String {
        val all = mutableListOf<Result<String>>()
        for (call in listOf(remote::atOnce, remote::later)) {
            all += call(null, "good")
            all += call(null, "bad")
            all += call(IOException("down"), "")
            all += call(FileNotFoundException("absent"), "")
            all += call(CancellationException("gave up"), "")
        }
        return all.joinToString(" ") { result -> result.getOrElse { it.message!! } }
    }

    private suspend fun severalAtOnce(): String {
        repeat(2) { runCatching { remote.fetch() } }
        remote.up = true
        delay(500)
        var good = 0
        repeat(50) {
            try {
                coroutineScope { List(3) { async { remote.fetch() } }.awaitAll() }
                good++
            } catch (rejected: RuntimeException) {
                delay(20)
            }
        }
        return if (good > 40) "most were good" else "$good were good"
    }

    private suspend fun oneThatHangs(): String {
        remote.up = false
        repeat(2) { runCatching { remote.hangs() } }
        remote.up = true
        delay(500)
        repeat(50) {
            runCatching { withTimeoutOrNull(100) { remote.hangs() } }
            delay(20)
        }
        return "asked"
    }
}
