#pragma once

#include "serve/operation.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parlance::serve::oauth {

/// Why a request of OAuth is refused, in its own words (RFC 6749 §5.2): thrown by what reads it,
/// and turned into an answer by its operation.
struct Refusal {
    std::string error;  ///< such as `invalid_grant`
    std::string description;
    int status = 400;
};

/// The refusal as an answer.
[[nodiscard]] File answer_of(const Refusal& refusal);

/// A JSON document as an answer.
[[nodiscard]] File json_answer(std::string text, int status = 200);

/// The parameters of a request, as a query or a form has them. Unknown ones do not matter; one
/// that stands twice refuses the request (RFC 6749 §3.1).
class Form {
public:
    /// Throws `Refusal`.
    explicit Form(std::string_view text);

    /// Nothing when it is missing or empty.
    [[nodiscard]] std::optional<std::string> find(std::string_view name) const;
    /// Throws `Refusal` when it is missing.
    [[nodiscard]] std::string get(std::string_view name) const;

private:
    std::vector<std::pair<std::string, std::string>> values_;
};

/// The form in the body of the call. Throws `Refusal` when it is something else.
[[nodiscard]] Form form_of(const Call& call);

}  // namespace parlance::serve::oauth
