#pragma once

#include "agents/chat.hpp"
#include "base/error.hpp"
#include "net/trouble.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace parlance::agents {

/// Why a model gave no answer, as far as those who call it act on it.
enum class Reason : std::uint8_t {
    endpoint_invalid,         ///< the address or a header cannot be used
    address_refused,          ///< the host lies where the endpoint may not reach
    certificate,              ///< TLS failed, or the certificate does not hold
    unreachable,              ///< no connection, a broken one, or the server failed
    timeout,                  ///< no answer within the time budget
    cancelled,                ///< whoever asked has left
    key_refused,              ///< no key, a wrong one, or one without the right
    model_unknown,            ///< the server has no such model, or there is no such path
    quota,                    ///< the account has no credit left
    busy,                     ///< too many requests, or the provider is overloaded
    prompt_too_long,          ///< more than the model's window holds
    request_refused,          ///< the server does not take a request like this
    schema_unsupported,       ///< the same, because of the JSON Schema
    temperature_unsupported,  ///< the same, because of the temperature
    refused,                  ///< the provider's filter, or the model, will not answer
    cut_short,                ///< the token budget ended before the answer
    bad_reply,                ///< it is not what the protocol, or the schema, says
    resting,                  ///< it failed so often lately that it is left alone for a while
    budget,                   ///< the tenant may not spend what it would take
};

/// The value of a failed call: nothing of the provider's own words, addresses or keys.
struct Trouble {
    Reason reason = Reason::unreachable;
    std::optional<std::chrono::milliseconds> retry_after;  ///< as the provider wishes
    Usage usage;                                           ///< what it costs nevertheless
};

/// A stable snake_case word for logs and tests.
[[nodiscard]] std::string_view name_of(Reason reason) noexcept;

/// What a trouble of the way is for a model.
[[nodiscard]] Reason reason_of(net::Trouble trouble) noexcept;

/// Whether the same request may fare better in a moment.
[[nodiscard]] bool may_pass(Reason reason) noexcept;

/// What the person is told.
[[nodiscard]] Error error_of(const Trouble& trouble);

}  // namespace parlance::agents
