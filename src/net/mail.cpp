#include "net/mail.hpp"

#include "base/clock.hpp"
#include "base/ids.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <curl/curl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <new>

namespace parlance::net {

namespace {

constexpr std::size_t address_max = 254;
/// Bytes of UTF-8 in one word of a header: 75 letters at the most (RFC 2047 §2).
constexpr std::size_t word_bytes = 42;

struct Free {
    void operator()(CURL* easy) const noexcept { curl_easy_cleanup(easy); }
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
    void operator()(curl_mime* mime) const noexcept { curl_mime_free(mime); }
};
using List = std::unique_ptr<curl_slist, Free>;

void add(List& list, const std::string& line) {
    curl_slist* longer = curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    if (!list) list.reset(longer);
}

std::string base64(std::string_view bytes) {
    std::string text = public_to_base64url(bytes);
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

/// A text as words of a header, cut between characters (RFC 2047).
std::string header_text(std::string_view text) {
    std::string made;
    while (!text.empty()) {
        std::size_t size = std::min(word_bytes, text.size());
        while (size < text.size() && size > 1 && (text[size] & 0xc0) == 0x80)
            --size;
        made += fmt::format(
            "{}=?UTF-8?B?{}?=", made.empty() ? "" : "\r\n ", base64(text.substr(0, size))
        );
        text.remove_prefix(size);
    }
    return made;
}

/// `a@b` of `Name <a@b>`.
std::string bare(std::string_view from) {
    const std::size_t open = from.find('<');
    if (open == from.npos) return std::string(from);
    return std::string(from.substr(open + 1, from.find('>', open) - open - 1));
}

bool is_this_machine(std::string_view url) {
    const auto parsed = boost::urls::parse_uri(url);
    if (!parsed) return false;
    const std::string host = parsed->host();
    return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

List headers_of(const MailServer& server, const Mail& mail) {
    List headers;
    const std::string from = bare(server.from);
    add(headers, "From: " + server.from);
    add(headers, fmt::format("To: {}", fmt::join(mail.to, ",\r\n ")));
    add(headers, "Subject: " + header_text(mail.subject));
    const auto now = std::chrono::time_point_cast<std::chrono::seconds>(system_now());
    add(headers, fmt::format("Date: {:%a, %d %b %Y %H:%M:%S} +0000", now));
    add(headers, fmt::format("Message-ID: <{}@{}>", new_id(), from.substr(from.find('@') + 1)));
    add(headers, "Auto-Submitted: auto-generated");
    return headers;
}

void add_part(curl_mime* mime, const std::string& content, const char* type) {
    curl_mimepart* part = curl_mime_addpart(mime);
    curl_mime_data(part, content.data(), content.size());
    curl_mime_type(part, type);
    curl_mime_encoder(part, "base64");
}

MailTrouble trouble_of(CURLcode ended) {
    switch (ended) {
        case CURLE_OPERATION_TIMEDOUT:
            return MailTrouble::timeout;
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_CONNECT:
            return MailTrouble::unreachable;
        case CURLE_USE_SSL_FAILED:
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
            return MailTrouble::certificate;
        case CURLE_LOGIN_DENIED:
            return MailTrouble::login;
        default:
            return MailTrouble::refused;
    }
}

void set_server(CURL* easy, const MailServer& server, std::chrono::milliseconds time_max) {
    curl_easy_setopt(easy, CURLOPT_URL, server.url.c_str());
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    const long tls = is_this_machine(server.url) ? CURLUSESSL_TRY : CURLUSESSL_ALL;
    curl_easy_setopt(easy, CURLOPT_USE_SSL, tls);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(time_max.count()));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, 10'000L);
    if (server.user.empty()) return;
    curl_easy_setopt(easy, CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(easy, CURLOPT_PASSWORD, std::string(server.password.reveal()).c_str());
}

bool is_letter_of_name(unsigned char letter) {
    return std::isalnum(letter) != 0 ||
           std::string_view(".!#$%&'*+/=?^_`{|}~-").contains(static_cast<char>(letter));
}

bool is_letter_of_host(unsigned char letter) {
    return std::isalnum(letter) != 0 || letter == '.' || letter == '-';
}

}  // namespace

std::string_view sentence_of(MailTrouble trouble) noexcept {
    switch (trouble) {
        case MailTrouble::unreachable:
            return "The mail server cannot be reached.";
        case MailTrouble::timeout:
            return "The mail server did not answer in time.";
        case MailTrouble::certificate:
            return "No safe connection to the mail server could be made.";
        case MailTrouble::login:
            return "The mail server does not take the user name and password.";
        case MailTrouble::refused:
            return "The mail server did not take the mail.";
    }
    return "";
}

bool is_mail_address(std::string_view text) {
    const std::size_t at = text.find('@');
    if (at == text.npos || at == 0 || text.size() > address_max) return false;
    const std::string_view host = text.substr(at + 1);
    return std::ranges::all_of(text.substr(0, at), is_letter_of_name) && !host.empty() &&
           std::ranges::all_of(host, is_letter_of_host) && !host.starts_with('-') &&
           !host.starts_with('.') && !host.ends_with('.');
}

std::expected<void, MailTrouble>
send_mail(const MailServer& server, const Mail& mail, std::chrono::milliseconds time_max) {
    const std::unique_ptr<CURL, Free> easy(curl_easy_init());
    if (!easy) throw std::bad_alloc();
    set_server(easy.get(), server, time_max);
    const std::string from = "<" + bare(server.from) + ">";
    curl_easy_setopt(easy.get(), CURLOPT_MAIL_FROM, from.c_str());
    List recipients;
    for (const std::string& each : mail.to)
        add(recipients, "<" + each + ">");
    curl_easy_setopt(easy.get(), CURLOPT_MAIL_RCPT, recipients.get());
    const List headers = headers_of(server, mail);
    curl_easy_setopt(easy.get(), CURLOPT_HTTPHEADER, headers.get());
    const std::unique_ptr<curl_mime, Free> whole(curl_mime_init(easy.get()));
    curl_mime* forms = curl_mime_init(easy.get());
    add_part(forms, mail.text, "text/plain; charset=utf-8");
    add_part(forms, mail.html, "text/html; charset=utf-8");
    curl_mimepart* part = curl_mime_addpart(whole.get());
    curl_mime_subparts(part, forms);
    curl_mime_type(part, "multipart/alternative");
    curl_easy_setopt(easy.get(), CURLOPT_MIMEPOST, whole.get());
    const CURLcode ended = curl_easy_perform(easy.get());
    if (ended == CURLE_OK) return {};
    return std::unexpected(trouble_of(ended));
}

}  // namespace parlance::net
