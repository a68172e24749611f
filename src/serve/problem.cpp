#include "serve/problem.hpp"

#include <algorithm>
#include <utility>

namespace parlance::serve {

namespace {

/// Codes of HTTP itself, which are finer than `Failure`.
constexpr std::array<std::pair<std::string_view, int>, 8> own_status{{
    {"malformed_json", 400},
    {"malformed_request", 400},
    {"method_not_allowed", 405},
    {"not_acceptable", 406},
    {"request_timeout", 408},
    {"wrong_host", 421},
    {"headers_too_large", 431},
    {"shutting_down", 503},
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

std::string_view title_of(Failure why) {
    switch (why) {
        case Failure::invalid:
            return "The request is wrong";
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
            return "The database failed";
        case Failure::timeout:
            return "It took too long";
        case Failure::cancelled:
            return "Cancelled";
        case Failure::internal:
            return "Something went wrong here";
    }
    return "Something went wrong here";
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
        .title = std::string(title_of(error.why())),
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
    switch (status) {
        case 200:
            return "OK";
        case 201:
            return "Created";
        case 202:
            return "Accepted";
        case 204:
            return "No Content";
        case 301:
            return "Moved Permanently";
        case 304:
            return "Not Modified";
        case 308:
            return "Permanent Redirect";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 406:
            return "Not Acceptable";
        case 408:
            return "Request Timeout";
        case 409:
            return "Conflict";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 421:
            return "Misdirected Request";
        case 422:
            return "Unprocessable Content";
        case 429:
            return "Too Many Requests";
        case 431:
            return "Request Header Fields Too Large";
        case 499:
            return "Client Closed Request";
        case 500:
            return "Internal Server Error";
        case 502:
            return "Bad Gateway";
        case 503:
            return "Service Unavailable";
        case 504:
            return "Gateway Timeout";
        default:
            return "Unknown";
    }
}

}  // namespace parlance::serve
