-- One poll of one JVM: it says what it knows, and hears what it must do. Redis' time decides.
-- KEYS: jvms, jvm:ID, orders, orders-version, and for each shared breaker: state, callers, openers, leases
-- ARGV: id, the number of the newest order that the JVM knows (0: none), its snapshot ('' if it sends none now),
--   and for each shared breaker eight words:
--   called    1: it had a call (tell it every 3 s)
--   evidence  1: it is open on evidence of its own; 0: it is so no more; -: as before, and not open
--   heard     the closing that it heard last ('' for none): evidence from before a closing does not count
--   closed    1: it has closed after good probes
--   lease     w: it wants to probe; p: it probes; r: it gives its lease back; -: nothing
--   capacity  how many leases there may be
--   rest      milliseconds that its wait still lasts, if its own probe failed since the last poll; else 0
--   quorum    the share of the callers that opens the fleet, 0 to 1
-- Answers: the time (ms), how many JVMs there are, the number of the newest order, the orders (breaker, JSON, ...) if the
--   number is not the JVM's, and for each breaker: opening, closing, the milliseconds that its lease lasts (0: none),
--   callers, openers; or nothing, if its keys cannot be read.
local ALIVE, LEASE, KEPT = 10000, 10000, 3600000
local id = ARGV[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- An id for an opening or a closing: another one than ever before, even if Redis has lost its data.
local function fresh(last)
  local number = time[1] * 1000000 + time[2]
  last = tonumber(last or '0') or 0
  if number <= last then number = last + 1 end
  return string.format('%.0f', number)
end

-- Redis' clock may have been set back. What was written before lasts no longer than if it were written now.
local function limit(key, latest)
  for _, member in ipairs(redis.call('ZRANGEBYSCORE', key, '(' .. latest, '+inf')) do
    redis.call('ZADD', key, latest, member)
  end
end

-- Removes the JVMs that said nothing for 10 s.
local function forget(key)
  limit(key, now)
  redis.call('ZREMRANGEBYSCORE', key, '-inf', now - ALIVE)
end

redis.call('ZADD', KEYS[1], now, id)
forget(KEYS[1])
redis.call('PEXPIRE', KEYS[1], KEPT)
if ARGV[3] ~= '' then redis.call('SET', KEYS[2], ARGV[3], 'PX', ALIVE) end

-- Somebody else may have written into a key: what cannot be read is left out, and all else goes on.
local version = redis.pcall('GET', KEYS[4])
if type(version) ~= 'string' or #version > 16 or not version:match('^%d+$') then version = '0' end
local orders = {}
if version ~= ARGV[2] then orders = redis.pcall('HGETALL', KEYS[3]) end
if orders.err then orders = {} end

local function breaker(state, callers, openers, leases, called, evidence, heard, closed, lease, capacity, rest, quorum)
  local known = redis.call('HMGET', state, 'opening', 'closing', 'rest', 'rest-length')
  local opening, closing, resting = known[1] or '', known[2] or '', tonumber(known[3] or '0') or 0
  local length = tonumber(known[4] or '')
  if length and resting > now + length then
    resting = now + length
    redis.call('HSET', state, 'rest', string.format('%.0f', resting))
  end
  local decides = evidence == '1' or opening ~= ''
  if decides then
    forget(openers)
    forget(callers)
    if redis.call('ZCARD', openers) == 0 then
      -- Nobody had evidence for 10 s: what comes now must be a quorum again.
      opening = ''
      redis.call('HDEL', state, 'opening')
    end
  end
  if called == '1' then
    redis.call('ZADD', callers, now, id)
    redis.call('PEXPIRE', callers, KEPT)
  end
  if closed == '1' then
    -- The service is proven: no evidence from before it counts any more, and nobody needs a lease.
    closing, opening = fresh(closing), ''
    redis.call('DEL', openers, leases)
    redis.call('HSET', state, 'closing', closing)
    redis.call('HDEL', state, 'opening', 'rest', 'rest-length')
    redis.call('PEXPIRE', state, KEPT)
    resting = 0
  elseif evidence == '1' and heard == closing then
    redis.call('ZADD', openers, now, id)
    redis.call('PEXPIRE', openers, KEPT)
  elseif evidence == '0' then
    redis.call('ZREM', openers, id)
  end

  local granted, called_by, opened_by = 0, 0, 0
  if decides then
    opened_by, called_by = redis.call('ZCARD', openers), redis.call('ZCARD', callers)
    if opening == '' and opened_by > 0 then
      -- Openers have called: a rejected call is a call.
      local among = 0
      for _, opener in ipairs(redis.call('ZRANGE', openers, 0, -1)) do
        if redis.call('ZSCORE', callers, opener) then among = among + 1 end
      end
      opened_by = among
      if among >= math.max(2, math.ceil(tonumber(quorum) * called_by - 1e-9)) then
        opening = fresh(redis.call('HGET', state, 'last'))
        redis.call('HSET', state, 'opening', opening, 'last', opening)
        redis.call('PEXPIRE', state, KEPT)
      end
    elseif opened_by == 0 then
      -- Those who opened are gone, or closed by hand: what only followed them keeps nothing open.
      opening = ''
      redis.call('HDEL', state, 'opening')
    end
  end

  if tonumber(rest) > 0 and now + tonumber(rest) > resting then
    resting = now + tonumber(rest)
    redis.call('HSET', state, 'rest', string.format('%.0f', resting), 'rest-length', rest)
    redis.call('PEXPIRE', state, math.max(KEPT, tonumber(rest)))
  end
  if lease == 'r' then
    redis.call('ZREM', leases, id)
  elseif lease == 'w' or lease == 'p' then
    limit(leases, now + LEASE)
    redis.call('ZREMRANGEBYSCORE', leases, '-inf', now)
    local holds = redis.call('ZSCORE', leases, id)
    local room = redis.call('ZCARD', leases) < tonumber(capacity)
    if holds and lease == 'w' then
      granted = tonumber(holds) - now
    elseif holds or (room and (lease == 'p' or now >= resting)) then
      granted = LEASE
      redis.call('ZADD', leases, now + LEASE, id)
      redis.call('PEXPIRE', leases, KEPT)
    end
  end
  return {opening, closing, granted, called_by, opened_by}
end

local breakers = {}
for i = 0, (#KEYS - 4) / 4 - 1 do
  local k, a = 4 + 4 * i, 3 + 8 * i
  local ok, facts = pcall(breaker, KEYS[k + 1], KEYS[k + 2], KEYS[k + 3], KEYS[k + 4], ARGV[a + 1], ARGV[a + 2],
    ARGV[a + 3], ARGV[a + 4], ARGV[a + 5], ARGV[a + 6], ARGV[a + 7], ARGV[a + 8])
  breakers[i + 1] = ok and facts
end
return {now, redis.call('ZCARD', KEYS[1]), version, orders, breakers}
