#include "serve/problem.hpp"

#include <algorithm>
#include <utility>

namespace parlance::serve {

namespace {

/// Codes of HTTP itself, which are finer than `Failure`.
constexpr std::array<std::pair<std::string_view, int>, 10> own_status{{
    {"malformed_json", 400},
    {"malformed_request", 400},
    {"method_not_allowed", 405},
    {"not_acceptable", 406},
    {"wrong_host", 421},
    {"headers_too_large", 431},
    {"not_ready", 503},
    {"server_full", 503},
    {"storage_full", 507},
    {"store_full", 507},
}};

constexpr std::array<std::pair<int, std::string_view>, 27> phrases{{
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {304, "Not Modified"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {409, "Conflict"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {499, "Client Closed Request"},
    {500, "Internal Server Error"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {507, "Insufficient Storage"},
}};

int usual_status(Failure why) {
    switch (why) {
        case Failure::invalid:
            return 422;
        case Failure::unauthenticated:
            return 401;
        case Failure::forbidden:
        case Failure::refused:
            return 403;
        case Failure::not_found:
            return 404;
        case Failure::conflict:
            return 409;
        case Failure::too_large:
            return 413;
        case Failure::unsupported:
            return 415;
        case Failure::busy:
            return 429;
        case Failure::upstream:
            return 502;
        case Failure::timeout:
            return 504;
        case Failure::cancelled:
            return 499;
        case Failure::internal:
            return 500;
    }
    return 500;
}

/// What a whole family of codes is about, where that says more than the kind of failure.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> family_titles{{
    {"sql_", "The SQL does not work"},
    {"file_", "The file cannot be used"},
    {"import_", "The file could not be imported"},
    {"upload_", "The file is too large"},
    {"password_", "Check the password"},
    {"malformed_", "The request cannot be read"},
    {"storage_", "The server cannot store it"},
    {"store_", "The server cannot store it"},
}};

std::string_view title_of(Failure why) {
    switch (why) {
        case Failure::invalid:
            return "Something you entered is not right";
        case Failure::unauthenticated:
            return "Not signed in";
        case Failure::forbidden:
            return "Not allowed";
        case Failure::not_found:
            return "Not found";
        case Failure::conflict:
            return "Conflict";
        case Failure::too_large:
            return "Too large";
        case Failure::unsupported:
            return "Not supported";
        case Failure::refused:
            return "Refused by the guard";
        case Failure::busy:
            return "Busy";
        case Failure::upstream:
            return "A database or a model failed";
        case Failure::timeout:
            return "It took too long";
        case Failure::cancelled:
            return "Cancelled";
        case Failure::internal:
            return "Something went wrong here";
    }
    return "Something went wrong here";
}

std::string_view title_of(const Error& error) {
    const bool kind_says_more = error.why() == Failure::refused || error.why() == Failure::busy ||
                                error.why() == Failure::forbidden;
    const auto family = std::ranges::find_if(family_titles, [&](const auto& each) {
        return error.code().starts_with(each.first);
    });
    const bool use_kind = kind_says_more || family == family_titles.end();
    return use_kind ? title_of(error.why()) : family->second;
}

}  // namespace

int status_of(const Error& error) noexcept {
    const auto own =
        std::ranges::find(own_status, error.code(), &std::pair<std::string_view, int>::first);
    return own != own_status.end() ? own->second : usual_status(error.why());
}

Problem problem_of(const Error& error, std::string_view request_id) {
    Problem problem{
        .type = "urn:parlance:problem:" + error.code(),
        .title = std::string(title_of(error)),
        .status = status_of(error),
        .detail = error.message(),
        .code = error.code(),
        .request_id = std::string(request_id),
    };
    if (!error.faults().empty()) problem.errors = error.faults();
    if (error.position()) problem.position = static_cast<std::int64_t>(*error.position());
    problem.retry_after = error.retry_after_s();
    return problem;
}

std::string_view phrase_of(int status) noexcept {
    const auto found = std::ranges::find(phrases, status, &std::pair<int, std::string_view>::first);
    return found != phrases.end() ? found->second : "Unknown";
}

}  // namespace parlance::serve
