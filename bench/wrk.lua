-- What wrk sends: one of the kinds below, named by BENCH_KIND. Each thread counts for itself, so no two ask for the
-- same thing unless the kind wants them to.
local kind = os.getenv("BENCH_KIND")
local path = os.getenv("BENCH_PATH")
local clients = tonumber(os.getenv("BENCH_CLIENTS") or "1")
local service = os.getenv("BENCH_SERVICE")
local resources = tonumber(os.getenv("BENCH_RESOURCES") or "1")
local first_resource = tonumber(os.getenv("BENCH_FIRST_RESOURCE") or "0")
local epoch = tonumber(os.getenv("BENCH_EPOCH") or "0")
local offset = tonumber(os.getenv("BENCH_OFFSET") or "0")
local threads = tonumber(os.getenv("BENCH_THREADS") or "1")
local total = 0

function setup(thread)
    thread:set("number", total)
    total = total + 1
end

local count = 0
local held = {}
local headers = { ["Content-Type"] = "application/json" }

local function hold(slot)
    local resource = first_resource + slot % resources
    local start = os.date("!%Y-%m-%dT%H:%M:%SZ", epoch + 900 * math.floor(slot / resources))
    local body = string.format('{"service":"%s","start":"%s","resource":"%d"}', service, start, resource)
    return wrk.format("POST", path, headers, body)
end

local kinds = {}

-- Every hold is on a slot of its own.
function kinds.hold()
    count = count + 1
    return hold(offset + count * threads + number)
end

-- All clients on six slots.
function kinds.refuse()
    count = count + 1
    return hold(offset + count % 6)
end

-- Every free slot is asked for as often as there are clients, one slot after the other.
function kinds.race()
    count = count + 1
    return hold(offset + math.floor((count - 1) * threads / clients))
end

-- What was held is released before more is asked for.
function kinds.cycle()
    local id = table.remove(held)
    if id then return wrk.format("DELETE", path .. "/" .. id, headers) end
    count = count + 1
    return hold(offset + (count + number) % 6)
end

function kinds.chat()
    return wrk.format("POST", path, headers, '{"message":"What are your opening hours?"}')
end

function kinds.empty()
    return wrk.format("GET", path)
end

request = kinds[kind]

statuses = ""
local seen = {}

function response(status, _, body)
    seen[status] = (seen[status] or 0) + 1
    if kind == "cycle" and status == 201 then
        local id = string.match(body, '"id"%s*:%s*"([^"]+)"')
        if id then table.insert(held, id) end
    end
    local words = {}
    for code, times in pairs(seen) do table.insert(words, code .. "=" .. times) end
    statuses = table.concat(words, " ")
end

local all = {}
local plain_setup = setup
function setup(thread)
    plain_setup(thread)
    table.insert(all, thread)
end

-- One line that the runner reads: seconds, answers by status, and how long they took.
function done(summary, latency, _)
    local sums = {}
    for _, thread in ipairs(all) do
        for code, times in string.gmatch(thread:get("statuses") or "", "(%d+)=(%d+)") do
            sums[code] = (sums[code] or 0) + tonumber(times)
        end
    end
    local words = {}
    for code, times in pairs(sums) do table.insert(words, string.format('"%s":%d', code, times)) end
    local errors = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
    print(string.format('RESULT {"seconds":%f,"errors":%d,"p50":%f,"p99":%f,"statuses":{%s}}', summary.duration / 1e6, errors,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, table.concat(words, ",")))
end
