#include "net/curl_call.hpp"

#include "net/address.hpp"

#include <boost/asio/ip/address.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cctype>
#include <new>
#include <optional>

namespace parlance::net {

namespace ip = boost::asio::ip;

namespace {

std::optional<ip::address> address_of(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
        return ip::address_v4(ntohl(v4.sin_addr.s_addr));
    }
    if (address.sa_family != AF_INET6) return std::nullopt;
    const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
    ip::address_v6::bytes_type bytes;
    std::copy_n(std::begin(v6.sin6_addr.s6_addr), bytes.size(), bytes.begin());
    return ip::address_v6(bytes);
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0)
        text.remove_prefix(1);
    while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0)
        text.remove_suffix(1);
    return text;
}

std::string lower(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](unsigned char letter) {
        return static_cast<char>(std::tolower(letter));
    });
    return small;
}

}  // namespace

CurlCall::CurlCall(Outgoing outgoing, const TransportOptions& options)
    : outgoing_(std::move(outgoing)),
      easy_(curl_easy_init()),
      bytes_max_(options.reply_bytes_max),
      plain_(outgoing_.request.url.starts_with("http:")) {
    if (!easy_) throw std::bad_alloc();
    set_request();
    set_limits(options);
    set_safety(options);
}

void CurlCall::set_request() {
    CURL* easy = easy_.get();
    curl_easy_setopt(easy, CURLOPT_URL, outgoing_.request.url.c_str());
    if (outgoing_.request.method == Method::get) {
        curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
        add_header("Accept: application/json");
    } else {
        set_body();
    }
    for (const Header& header : outgoing_.request.headers)
        add_header(header.name + ": " + std::string(header.value.reveal()));
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers_.get());
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "Parlance/" PARLANCE_VERSION);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, &CurlCall::on_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, &CurlCall::on_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, this);
}

void CurlCall::set_body() {
    CURL* easy = easy_.get();
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_POSTFIELDS, outgoing_.request.body.data());
    const auto size = static_cast<curl_off_t>(outgoing_.request.body.size());
    curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, size);
    add_header("Content-Type: " + outgoing_.request.content_type);
    add_header("Expect:");  // no waiting for a 100
}

void CurlCall::set_limits(const TransportOptions& options) {
    CURL* easy = easy_.get();
    const auto whole = std::max<long>(outgoing_.time_max.count(), 1);  // 0 would be for ever
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, whole);
    const auto connect = std::clamp<long>(options.connect_max.count(), 1, whole);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, connect);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    // A resolver that hangs is left behind, or ending its transfer would hold all others up.
    curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
}

void CurlCall::set_safety(const TransportOptions& options) {
    CURL* easy = easy_.get();
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, plain_ ? "http" : "https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    // A proxy would meet addresses for us that we may not meet.
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!options.authorities.empty()) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, options.authorities.c_str());
        curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);
    }
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, &CurlCall::on_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, this);
    // A kept connection may have been opened for an endpoint that may reach more.
    curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, &CurlCall::on_connected);
    curl_easy_setopt(easy, CURLOPT_PREREQDATA, this);
}

void CurlCall::add_header(std::string_view line) {
    curl_slist* longer = curl_slist_append(headers_.get(), std::string(line).c_str());
    if (longer == nullptr) throw std::bad_alloc();
    if (!headers_) headers_.reset(longer);  // else it is the same, longer
}

bool CurlCall::has_room(std::size_t more) {
    bytes_ += more;
    too_large_ = bytes_ > bytes_max_;
    return !too_large_;
}

std::size_t CurlCall::on_body(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& call = *static_cast<CurlCall*>(self);
    if (!call.has_room(size * count)) return 0;
    if (call.outgoing_.on_piece) {
        call.outgoing_.on_piece({bytes, size * count});
    } else {
        call.reply_.body.append(bytes, size * count);
    }
    return size * count;
}

std::size_t CurlCall::on_header(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& call = *static_cast<CurlCall*>(self);
    if (!call.has_room(size * count)) return 0;
    call.take_header({bytes, size * count});
    return size * count;
}

void CurlCall::take_header(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return;
    const std::string name = lower(line.substr(0, colon));
    const std::string_view value = trim(line.substr(colon + 1));
    if (name == "content-type") reply_.content_type = lower(value);
    if (name == "retry-after") reply_.retry_after = value;
    if (name == "retry-after-ms") reply_.retry_after_ms = value;
    if (name == "cache-control") reply_.cache_control = value;
}

curl_socket_t CurlCall::on_socket(void* self, curlsocktype, curl_sockaddr* address) {
    auto& call = *static_cast<CurlCall*>(self);
    const auto there = address_of(address->addr);
    if (!there || !may_connect(*there, call.outgoing_.inside, call.plain_)) {
        call.address_refused_ = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

int CurlCall::on_connected(void* self, char* address, char*, int, int) {
    auto& call = *static_cast<CurlCall*>(self);
    boost::system::error_code failed;
    const auto there = ip::make_address(address, failed);
    const bool may = !failed && may_connect(there, call.outgoing_.inside, call.plain_);
    call.address_refused_ = !may;
    return may ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT;
}

Trouble CurlCall::trouble_of(CURLcode ended) {
    if (too_large_) return Trouble::bad_reply;
    if (address_refused_) return Trouble::address_refused;
    switch (ended) {
        case CURLE_OPERATION_TIMEDOUT: {
            curl_off_t ready = 0;  // when the request could be sent
            curl_easy_getinfo(easy_.get(), CURLINFO_PRETRANSFER_TIME_T, &ready);
            return ready == 0 ? Trouble::unreachable : Trouble::timeout;
        }
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_CONNECT_ERROR:
            return Trouble::certificate;
        case CURLE_URL_MALFORMAT:
            return Trouble::address_invalid;
        case CURLE_UNSUPPORTED_PROTOCOL:  // also what is no HTTP at all
        case CURLE_WEIRD_SERVER_REPLY:
            return Trouble::bad_reply;
        default:
            return Trouble::unreachable;
    }
}

std::expected<Reply, Trouble> CurlCall::result(CURLcode ended) {
    if (ended != CURLE_OK) return std::unexpected(trouble_of(ended));
    long status = 0;
    curl_easy_getinfo(easy_.get(), CURLINFO_RESPONSE_CODE, &status);
    reply_.status = static_cast<int>(status);
    reply_.received = system_now();
    return std::move(reply_);
}

}  // namespace parlance::net
