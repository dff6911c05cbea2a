import { httpMentions, httpServices } from './httpServices.ts';
import type { HandleSpec, HttpRequest, Operation, Parameters, Path, Sdk } from './sdk.ts';

/**
 * HTTP clients. Their requests are calls of a model only where the URL names an endpoint of a service (`httpServices.ts`),
 * so the tables may be generous: a look-alike `post` never becomes a call by itself.
 */

const none: Parameters = {};
const based: Parameters = { baseUrl: ['base_url', 'baseURL', 'baseUrl', 'prefixUrl', 'prefix', 'defaults.baseURL'] };
const documentation = 'https://developer.mozilla.org/docs/Web/HTTP';

/** A request's operation: everything but where its parts stand comes from the endpoint. */
function request(on: Operation['on'], chains: Operation['chains'], parts: HttpRequest, more: Partial<Operation> = {}): Operation {
  return { api: 'http', on, chains, request: parts, parameters: none, capDefault: 'none', caching: 'unsupported', ...more };
}

const pythonBody: readonly Path[] = ['json', 'data', 'content', 'body'];
const headers: readonly Path[] = ['headers', '#1.headers', '#2.headers', '#0.headers'];

const pythonClients: readonly HandleSpec[] = [
  { gives: 'http.python', languages: ['python'], exports: ['Session', 'session', 'Client', 'AsyncClient', 'ClientSession', 'AsyncSession', 'FuturesSession', 'PoolManager', 'HTTPSConnectionPool', 'RetryClient', 'CachedSession'], parameters: { baseUrl: ['base_url', '#0'] } },
  { gives: 'http.connection', languages: ['python'], exports: ['HTTPSConnection', 'HTTPConnection', 'client.HTTPSConnection', 'client.HTTPConnection'], packages: ['http.client', 'http'], parameters: { baseUrl: ['#0', 'host'] } },
];
/** requests: https://requests.readthedocs.io/en/latest/api/ httpx: https://www.python-httpx.org/api/ aiohttp: https://docs.aiohttp.org/en/stable/client_reference.html */
const pythonRequests: readonly Operation[] = [
  request(['http.python', 'module'], ['post'], { url: ['url', '#0'], body: [...pythonBody, '#1', '#2'], headers }, { languages: ['python'] }),
  request(['http.python', 'module'], ['request', 'stream', 'urlopen'], { method: ['method', '#0'], url: ['url', '#1'], body: [...pythonBody, '#2'], headers }, { languages: ['python'], packages: ['requests', 'httpx', 'aiohttp', 'urllib3', 'curl_cffi', 'niquests', 'requests_futures', 'aiohttp_retry', 'tls_client'] }),
  request(['http.connection'], ['request'], { method: ['method', '#0'], url: ['url', '#1'], body: ['body', '#2'], headers: ['headers', '#3'] }, { languages: ['python'] }),
  request(['module'], ['urlopen'], { url: ['#0.full_url', '#0.url', '#0.#0', 'url', '#0'], body: ['#0.data', '#0.#1', 'data', '#1'], method: ['#0.method'], headers: ['#0.headers', '#0.#2'] }, { languages: ['python'], packages: ['urllib.request'] }),
  request(['module'], ['connect_sse', 'aconnect_sse'], { method: ['method', '#1'], url: ['url', '#2'], body: pythonBody, headers }, { languages: ['python'], packages: ['httpx_sse'] }),
];

const jsClients: readonly HandleSpec[] = [
  { gives: 'http.axios', languages: ['javascript'], exports: ['create', 'Axios'], packages: ['axios', 'axios-retry'], parameters: based },
  { gives: 'http.axios', languages: ['javascript'], exports: ['AxiosInstance', 'AxiosStatic', 'HttpService', 'HttpClient'], packages: ['axios', '@nestjs/axios', '@angular/common/http'] },
  { gives: 'http.axios', languages: ['javascript'], on: ['http.axios'], chains: ['create'], parameters: based },
  { gives: 'http.fetching', languages: ['javascript'], exports: ['create', 'extend', 'default.create', 'default.extend', 'ofetch.create', '$fetch.create'], packages: ['ky', 'got', 'ofetch', 'wretch', 'ky-universal'], parameters: based },
  { gives: 'http.fetching', languages: ['javascript'], on: ['http.fetching'], chains: ['create', 'extend'], parameters: based },
  { gives: 'http.undici', languages: ['javascript'], exports: ['Client', 'Pool'], packages: ['undici'], parameters: { baseUrl: ['#0'] } },
];

const fetchPackages = ['node-fetch', 'cross-fetch', 'isomorphic-fetch', 'isomorphic-unfetch', 'undici', 'ofetch', 'nuxt', '#app', 'expo', '@microsoft/fetch-event-source', '@fortaine/fetch-event-source', 'fetch-event-source', '@tauri-apps/plugin-http', '@tauri-apps/api', 'node-fetch-native', 'fetch-retry', 'node-fetch-commonjs'];
const eventPackages = ['sse.js', 'sse', 'launchdarkly-eventsource', 'react-native-sse', 'reconnecting-eventsource', 'fetch-sse'];
const fetchParts: HttpRequest = { url: ['#0.url', '#0.href', '#0'], body: ['#1.body', '#1.json', '#1.data'], method: ['#1.method'], headers };
const postBody: readonly Path[] = ['#1.json', '#1.body', '#1.data', '#1'];
const configured: HttpRequest = { url: ['#0.url', '#0.uri', '#0'], host: ['#0.hostname', '#0.host'], body: ['#0.data', '#0.body', '#0.json', '#0.payload', '#1.data', '#1.body', '#1.json', '#1.payload'], method: ['#0.method', '#1.method'], headers };

/** fetch: https://developer.mozilla.org/docs/Web/API/fetch axios: https://axios-http.com/docs/req_config got: https://github.com/sindresorhus/got ky: https://github.com/sindresorhus/ky undici: https://undici.nodejs.org */
const jsRequests: readonly Operation[] = [
  request(['module'], ['default', 'fetch', 'fetchEventSource', '$fetch', 'ofetch', '$fetch.raw', 'ofetch.raw', 'request', 'stream'], fetchParts, { languages: ['javascript'], packages: fetchPackages, globals: ['fetch', '$fetch'] }),
  request(['module'], ['default', 'request', 'default.request'], configured, { languages: ['javascript'], packages: ['axios', 'request', 'request-promise', 'request-promise-native'], globals: ['axios', 'axios.request'] }),
  request(['module'], ['post', 'default.post'], { url: ['#0.url', '#0.uri', '#0'], body: ['#0.json', '#0.body', ...postBody], headers }, { languages: ['javascript'], packages: ['axios', 'got', 'ky', 'ky-universal', 'request', 'request-promise', 'request-promise-native', 'needle'], globals: ['axios.post', '$http.post'] }),
  request(['module'], ['default'], { ...fetchParts, body: ['#1.json', '#1.body'] }, { languages: ['javascript'], packages: ['got', 'ky', 'ky-universal'] }),
  request(['module'], ['stream', 'default.stream'], { ...fetchParts, body: ['#1.json', '#1.body'] }, { languages: ['javascript'], packages: ['got'] }),
  request(['module'], ['requestUrl', 'request'], configured, { languages: ['javascript'], packages: ['obsidian'], globals: ['GM_xmlhttpRequest', 'GM.xmlHttpRequest', 'uni.request', 'wx.request', 'Taro.request', '$.ajax', 'jQuery.ajax', '$task.fetch'] }),
  // https://github.com/zotero/zotero/blob/main/chrome/content/zotero/xpcom/http.js
  request(['module'], ['HTTP.request'], { method: ['#0'], url: ['#1'], body: ['#2.body'], headers }, { languages: ['javascript'], packages: [], globals: ['Zotero.HTTP.request'] }),
  request(['module'], ['fetch'], { ...fetchParts, body: ['#1.payload'] }, { languages: ['javascript'], packages: ['google-apps-script'], globals: ['UrlFetchApp.fetch'] }),
  request(['module'], ['request', 'default.request'], { url: ['#0.path', '#0'], host: ['#0.hostname', '#0.host'], body: ['#0.body'], method: ['#0.method', '#1.method'], headers, writes: ['write', 'end'] }, { languages: ['javascript'], packages: ['https', 'http', 'node:https', 'node:http'] }),
  // Event sources that post, unlike the browser's own: https://www.npmjs.com/package/sse.js, https://www.npmjs.com/package/launchdarkly-eventsource
  request(['module'], ['SSE', 'EventSource', 'default'], { url: ['#0'], body: ['#1.payload', '#1.body'], method: ['#1.method'], headers: ['#1.headers'] }, { languages: ['javascript'], packages: eventPackages, globals: ['SSE'] }),
  request(['http.axios'], ['post'], { url: ['#0'], body: ['#1'], headers: ['#2.headers'] }, { languages: ['javascript'] }),
  request(['http.axios'], ['', 'request'], configured, { languages: ['javascript'] }),
  request(['http.fetching'], ['post', 'stream', 'raw', ''], { ...fetchParts, body: ['#1.json', '#1.body'] }, { languages: ['javascript'] }),
  request(['http.undici'], ['request', 'stream'], { url: ['#0.path'], host: ['#0.origin'], body: ['#0.body'], method: ['#0.method'], headers }, { languages: ['javascript'] }),
];

/** On a receiver that cannot be followed (`session.post`, `this.http.post`): the address alone decides. */
const anyReceiver: readonly Operation[] = [
  request(['http.any'], ['post'], { url: ['url', '#0'], body: [...pythonBody, '#1', '#2'], headers }, { languages: ['python'], distinctive: true }),
  request(['http.any'], ['request', 'stream'], { method: ['method', '#0'], url: ['url', '#1'], body: [...pythonBody, '#2'], headers }, { languages: ['python'], distinctive: true }),
  request(['http.any'], ['SSE'], { url: ['#0'], body: ['#1.payload', '#1.body'], method: ['#1.method'], headers: ['#1.headers'] }, { languages: ['javascript'], distinctive: true }),
  // https://developer.mozilla.org/docs/Web/API/XMLHttpRequest/send
  request(['http.any'], ['send'], { opened: 'open', method: ['#0'], url: ['#1'], body: ['#0'] }, { languages: ['javascript'], distinctive: true }),
  request(['http.any'], ['post'], { url: ['#0.url', '#0'], body: ['#0.body', '#0.data', ...postBody], headers }, { languages: ['javascript'], distinctive: true }),
  request(['http.any'], ['fetch', 'request', 'requestUrl', 'fetchEventSource', 'fetchImpl', 'fetchFn'], { ...fetchParts, url: ['#0.url', '#0'], body: ['#0.body', '#0.data', '#1.body'], method: ['#0.method', '#1.method'] }, { languages: ['javascript'], distinctive: true }),
];

/** HTTP clients of both languages, with `fetch` and other globals. Which service, what is billed and where model and cap stand is said by the endpoint of `httpServices.ts` that the address names. */
export const http: Sdk = {
  id: 'http', title: 'HTTP', kind: 'http', provider: null, documentation,
  packages: {
    python: ['requests', 'httpx', 'aiohttp', 'urllib.request', 'urllib3', 'http.client', 'http', 'httpx_sse', 'curl_cffi', 'niquests', 'requests_futures', 'requests_cache', 'aiohttp_retry', 'tls_client', 'grequests'],
    javascript: [...fetchPackages, ...eventPackages, 'axios', 'axios-retry', '@nestjs/axios', '@angular/common/http', 'ky', 'ky-universal', 'got', 'wretch', 'request', 'request-promise', 'request-promise-native', 'needle', 'obsidian', 'https', 'http', 'node:https', 'node:http'],
  },
  transparent: ['axiosRef'],
  handles: [...pythonClients, ...jsClients],
  operations: [...pythonRequests, ...jsRequests, ...anyReceiver],
  services: httpServices,
  mentions: httpMentions,
};
