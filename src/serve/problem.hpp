#pragma once

#include "base/error.hpp"
#include "base/shape.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parlance {

BOOST_DESCRIBE_STRUCT(Fault, (), (pointer, detail))

constexpr auto notes(const Fault*) {
    return std::array{
        json::note("", "One thing that is wrong in the request."),
        json::note(
            "pointer", "Where: a JSON pointer (RFC 6901) into the body, or `/name` of a parameter."
        )
            .example(R"("/password")"),
        json::note("detail", "What is wrong.").example(R"("is required")"),
    };
}

}  // namespace parlance

namespace parlance::serve {

/// A failure as clients see it (RFC 9457).
struct Problem {
    std::string type;
    std::string title;
    std::int32_t status = 500;
    std::string detail;
    std::string code;
    std::string request_id;
    std::optional<std::vector<Fault>> errors;
    std::optional<std::int64_t> position;
    std::optional<std::int32_t> retry_after;
};
BOOST_DESCRIBE_STRUCT(
    Problem,
    (),
    (type, title, status, detail, code, request_id, errors, position, retry_after)
)
constexpr auto notes(const Problem*) {
    using json::note;
    return std::array{
        note("", "Why a request could not be served (RFC 9457)."),
        note("type", "A name of the kind of problem; `code` is its last part.").format("uri"),
        note("title", "The kind of problem in a few words."),
        note("status", "The HTTP status."),
        note("detail", "What is wrong here, and what to do."),
        note("code", "A stable word to branch on.").example(R"("invalid_fields")"),
        note("request_id", "Names this request in the logs."),
        note("errors", "All that is wrong in the request."),
        note(
            "position",
            "Where in the text that was sent (SQL, JSON) the trouble stands: bytes from 0."
        ),
        note("retry_after", "After so many seconds a new try makes sense."),
    };
}

/// The HTTP status of a failure: the one table from what went wrong to a number.
[[nodiscard]] int status_of(const Error& error) noexcept;

[[nodiscard]] Problem problem_of(const Error& error, std::string_view request_id);

/// The standard phrase of a status line, such as `Not Found`.
[[nodiscard]] std::string_view phrase_of(int status) noexcept;

}  // namespace parlance::serve
