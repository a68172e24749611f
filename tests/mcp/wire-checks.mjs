// Extra wire checks that @modelcontextprotocol/conformance does NOT make. Zero deps, Node>=20.
// node wire-checks.mjs http://127.0.0.1:3910/mcp [--tool NAME --args JSON --bad-args JSON] [--token T --token2 T2(other tenant) --wrong-aud T3 --no-scope T4] [--uri resource-uri]
const a = process.argv.slice(2), url = a[0], opt = (n, d) => { const i = a.indexOf('--' + n); return i < 0 ? d : a[i + 1]; };
const P = 'io.modelcontextprotocol/', V = '2026-07-28', tok = opt('token'); let n = 0, bad = 0;
const meta = (x = {}) => ({ [P + 'protocolVersion']: V, [P + 'clientCapabilities']: {}, [P + 'clientInfo']: { name: 'wire', version: '1' }, ...x });
const base = { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...(tok && { authorization: 'Bearer ' + tok }) };
async function post(body, h = {}, signal) { const hd = { ...base, ...h }; for (const k in hd) if (hd[k] === null) delete hd[k]; const r = await fetch(url, { method: 'POST', headers: hd, body: typeof body === 'string' ? body : JSON.stringify(body), signal }); const t = await r.text(); let j; try { j = JSON.parse(t); } catch { j = t.split('\n').filter(l => l.startsWith('data:') && l.length > 6).map(l => JSON.parse(l.slice(5))).pop(); } return { s: r.status, h: r.headers, j, t }; }
const nm = (m, p) => ({ 'mcp-protocol-version': V, 'mcp-method': m, ...(p?.name || p?.uri ? { 'mcp-name': p.name ?? p.uri } : {}) });
const mod = (method, params = {}, h = {}, id = 7) => post({ jsonrpc: '2.0', id, method, params: { _meta: meta(), ...params } }, { ...nm(method, params), ...h });
const ok = (name, c, info) => { n++; if (!c) { bad++; console.log('FAIL', name, info === undefined ? '' : JSON.stringify(info)?.slice(0, 300)); } else console.log('ok  ', name); };
// --- JSON-RPC and HTTP framing
let r = await post('{bad json', nm('ping')); ok('parse error -> 400 + -32700', r.s === 400 && r.j?.error?.code === -32700, r);
r = await post([{ jsonrpc: '2.0', id: 1, method: 'server/discover', params: { _meta: meta() } }], nm('server/discover')); ok('batch array refused (400, -32600)', r.s === 400 && r.j?.error?.code === -32600, r);
r = await post({ jsonrpc: '2.0', id: null, method: 'server/discover', params: { _meta: meta() } }, nm('server/discover')); ok('id null refused', r.s === 400, r.s);
r = await post({ jsonrpc: '1.0', id: 1, method: 'server/discover' }, nm('server/discover')); ok('jsonrpc != 2.0 refused', r.s === 400, r.s);
r = await mod('server/discover', {}, { 'content-type': 'text/plain' }); ok('wrong Content-Type refused (415/400)', [400, 415].includes(r.s), r.s);
r = await mod('server/discover', {}, { accept: 'text/html' }); ok('Accept without json/sse refused (406/400)', [400, 406].includes(r.s), r.s);
r = await mod('server/discover', {}, {}, 'str-id'); ok('string id echoed with type', r.j?.id === 'str-id', r.j?.id);
r = await mod('server/discover'); ok('discover: supportedVersions, capabilities, ttlMs, cacheScope, resultType', r.s === 200 && r.j.result.supportedVersions.includes(V) && r.j.result.resultType === 'complete' && r.j.result.ttlMs >= 0 && ['public', 'private'].includes(r.j.result.cacheScope), r.j);
ok('serverInfo in result _meta', !!r.j.result?._meta?.[P + 'serverInfo']?.version, r.j.result?._meta); const caps = r.j.result.capabilities, legacyOk = r.j.result.supportedVersions.includes('2025-11-25');
r = await mod('server/discover', {}, { 'mcp-session-id': 'x', 'last-event-id': '9' }); ok('modern request ignores Mcp-Session-Id and Last-Event-ID', r.s === 200 && !r.h.get('mcp-session-id'), r.s);
r = await post({ jsonrpc: '2.0', method: 'notifications/whatever', params: { _meta: meta() } }, nm('notifications/whatever')); ok('notification -> 202 and empty body', r.s === 202 && r.t === '', r);
// --- origin
r = await mod('server/discover', {}, { origin: 'http://evil.example' }); ok('foreign Origin -> 403', r.s === 403, r.s);
r = await mod('server/discover', {}, { origin: 'null' }); ok('Origin: null -> 403', r.s === 403, r.s);
r = await mod('server/discover', {}, { origin: 'http://localhost.evil.example' }); ok('prefix-trick Origin -> 403', r.s === 403, r.s);
// --- headers
const b64 = s => '=?base64?' + Buffer.from(s).toString('base64') + '?=';
const tl = await mod('tools/list'); const tools = tl.j?.result?.tools ?? []; ok('tools/list: deterministic order', JSON.stringify((await mod('tools/list')).j.result.tools) === JSON.stringify(tools));
for (const t of tools) ok(`tool ${t.name}: inputSchema.type object, description, 4 hints`, t.inputSchema?.type === 'object' && t.description?.length > 10 && (t.name.startsWith('test_') || t.name.startsWith('json_schema') || ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint'].every(k => typeof t.annotations?.[k] === 'boolean')), t.annotations);
const tool = opt('tool', tools[0]?.name), args = JSON.parse(opt('args', '{}'));
r = await mod('tools/call', { name: tool, arguments: args }, { 'mcp-name': b64(tool) }); ok('Base64-sentinel Mcp-Name accepted', r.s === 200 && r.j.result, r);
ok('tools/call: resultType complete + content[]', r.j?.result?.resultType === 'complete' && Array.isArray(r.j.result.content), r.j);
const td = tools.find(t => t.name === tool); if (td?.outputSchema) ok('outputSchema => structuredContent, text block = same JSON', r.j.result.isError || JSON.stringify(JSON.parse(r.j.result.content[0].text)) === JSON.stringify(r.j.result.structuredContent), r.j.result);
r = await mod('tools/call', { name: tool, arguments: args }, { 'mcp-name': '=?base64?!!!?=' }); ok('broken Base64 Mcp-Name -> 400 -32020', r.s === 400 && r.j?.error?.code === -32020, r);
r = await mod('tools/call', { name: 'no_such_tool', arguments: {} }); ok('unknown tool -> JSON-RPC -32602', r.j?.error?.code === -32602, r.j);
r = await mod('tools/call', { name: tool, arguments: JSON.parse(opt('bad-args', '{}')) }); ok('bad arguments -> result.isError true with text (not a protocol error)', r.j?.result?.isError === true && r.j.result.content[0].text.length > 0, r.j);
r = await mod('tools/list', { cursor: 'bogus-cursor' }); ok('bogus cursor -> -32602', r.j?.error?.code === -32602, r.j);
r = await mod('tools/list', { _meta: meta({ [P + 'logLevel']: 'loud' }) }); ok('bad logLevel -> -32602', r.j?.error?.code === -32602, r.j);
r = await mod('prompts/get', { name: 'no_such_prompt' }); ok('unknown prompt -> -32602', r.j?.error?.code === -32602, r.j);
r = await mod('resources/read', { uri: 'file:///etc/passwd' }); ok('foreign resource URI -> -32602 + data.uri', r.j?.error?.code === -32602 && r.j.error.data?.uri === 'file:///etc/passwd', r.j);
// --- progress over SSE
if (opt('progress-tool')) { r = await mod('tools/call', { name: opt('progress-tool'), arguments: {}, _meta: meta({ progressToken: 5 }) }); const ev = r.t.split('\n').filter(l => l.startsWith('data:')).map(l => JSON.parse(l.slice(5))); ok('progress notifications before the response, increasing, same token', ev.length > 1 && ev.slice(0, -1).every(e => e.params.progressToken === 5) && ev.at(-1).id === 7, ev.length); ok('X-Accel-Buffering: no on SSE', r.h.get('x-accel-buffering') === 'no'); }
// --- subscriptions/listen
{ const ac = new AbortController(), f = { toolsListChanged: true, resourceSubscriptions: [opt('uri', 'parlance://schema/overview')] }; const res = await fetch(url, { method: 'POST', headers: { ...base, ...nm('subscriptions/listen') }, body: JSON.stringify({ jsonrpc: '2.0', id: 'sub1', method: 'subscriptions/listen', params: { _meta: meta(), notifications: f } }), signal: ac.signal }); const { value } = await res.body.getReader().read(); const t = new TextDecoder().decode(value), j = JSON.parse(t.split('\n').find(l => l.startsWith('data:')).slice(5)); ok('listen: first message acknowledged with subscriptionId = request id', j.method === 'notifications/subscriptions/acknowledged' && j.params._meta[P + 'subscriptionId'] === 'sub1', j); ac.abort(); }
// --- legacy era on the same endpoint
if (legacyOk) {
  const init = v => post({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: v, capabilities: {}, clientInfo: { name: 'w', version: '1' } } });
  for (const v of ['2025-11-25', '2025-06-18', '2025-03-26']) { const i = await init(v); ok(`initialize ${v} echoes version`, i.j?.result?.protocolVersion === v, i.j); }
  const i = await init('1999-01-01'); ok('initialize unknown version -> server answers its latest legacy version', /^\d{4}-\d\d-\d\d$/.test(i.j?.result?.protocolVersion ?? ''), i.j); const sid = i.h.get('mcp-session-id');
  if (sid) { const L = { 'mcp-session-id': sid, 'mcp-protocol-version': i.j.result.protocolVersion };
    ok('session id visible ASCII, >=128 bit', /^[\x21-\x7e]{22,}$/.test(sid), sid);
    r = await post({ jsonrpc: '2.0', method: 'notifications/initialized' }, L); ok('initialized -> 202', r.s === 202, r.s);
    r = await post({ jsonrpc: '2.0', id: 2, method: 'ping' }, L); ok('ping -> {}', JSON.stringify(r.j?.result) === '{}', r.j);
    r = await post({ jsonrpc: '2.0', id: 3, method: 'tools/list' }, L); ok('legacy tools/list without resultType/ttlMs is fine', r.s === 200 && r.j.result.tools.length === tools.length, r.s);
    r = await post({ jsonrpc: '2.0', id: 4, method: 'tools/list' }, { ...L, 'mcp-protocol-version': '1900-01-01' }); ok('legacy bad MCP-Protocol-Version -> 400', r.s === 400, r.s);
    r = await post({ jsonrpc: '2.0', id: 5, method: 'tools/list' }, {}); ok('legacy request without session -> 400', r.s === 400, r.s);
    if (opt('token2')) { r = await post({ jsonrpc: '2.0', id: 6, method: 'tools/list' }, { ...L, authorization: 'Bearer ' + opt('token2') }); ok('other tenant cannot use the session -> 404/403', [403, 404].includes(r.s), r.s); }
    let d = await fetch(url, { method: 'DELETE', headers: { ...base, ...L } }); ok('DELETE session -> 200/204/405', [200, 204, 405].includes(d.status), d.status);
    if (d.status !== 405) { r = await post({ jsonrpc: '2.0', id: 8, method: 'ping' }, L); ok('terminated session -> 404', r.s === 404, r.s); } }
  let g = await fetch(url, { headers: { ...base, accept: 'text/event-stream' } }); ok('GET without session -> 405 (or 400)', [400, 405].includes(g.status), g.status); await g.body?.cancel();
}
// --- authorization
if (tok) { const D = { jsonrpc: '2.0', id: 1, method: 'server/discover', params: { _meta: meta() } };
  r = await post(D, { ...nm('server/discover'), authorization: null }); const w = r.h.get('www-authenticate') ?? ''; ok('no token -> 401 + WWW-Authenticate Bearer resource_metadata', r.s === 401 && /^Bearer .*resource_metadata="https?:\/\/[^"]+"/.test(w), w);
  const prm = await (await fetch(/resource_metadata="([^"]+)"/.exec(w)[1])).json(); ok('PRM: resource equals the MCP URL, authorization_servers non-empty, no offline_access', prm.resource === url && prm.authorization_servers?.length > 0 && !(prm.scopes_supported ?? []).includes('offline_access'), prm);
  for (const [k, s, e] of [['wrong-aud', 401, 'invalid_token'], ['no-scope', 403, 'insufficient_scope']]) if (opt(k)) { r = await post(D, { ...nm('server/discover'), authorization: 'Bearer ' + opt(k) }); ok(`${k} -> ${s} ${e}`, r.s === s && (r.h.get('www-authenticate') ?? '').includes(`error="${e}"`), [r.s, r.h.get('www-authenticate')]); }
  if (tok.split('.').length === 3) { const none = 'Bearer ' + [{ alg: 'none' }, JSON.parse(Buffer.from(tok.split('.')[1], 'base64url'))].map(o => Buffer.from(JSON.stringify(o)).toString('base64url')).join('.') + '.'; r = await post(D, { ...nm('server/discover'), authorization: none }); ok('alg none -> 401', r.s === 401, r.s); }
  r = await post(D, { ...nm('server/discover'), authorization: 'Bearer ' + tok.slice(0, -4) + 'AAAA' }); ok('bad signature -> 401', r.s === 401, r.s);
  const q = await fetch(url + '?access_token=' + tok, { method: 'POST', headers: { ...base, ...nm('server/discover'), authorization: '' }, body: JSON.stringify(D) }); ok('token in query string is not accepted', q.status === 401, q.status);
}
console.log(`${n - bad}/${n} ok`); process.exit(bad ? 1 : 0);
