#include "agents/complaint.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <ctime>
#include <iomanip>
#include <locale>
#include <span>
#include <sstream>

namespace parlance::agents {

namespace {

/// Providers agree on no codes; these words are what they have in common.
struct Sign {
    std::string_view words;
    Reason reason;
};

constexpr auto signs_of_quota = std::to_array<Sign>({
    {"insufficient_quota", Reason::quota},
    {"exceeded_current_quota", Reason::quota},
    {"credit balance", Reason::quota},
    {"billing", Reason::quota},
    {"perday", Reason::quota},
});

constexpr auto signs_of_bad_request = std::to_array<Sign>({
    {"api_key_invalid", Reason::key_refused},
    {"api key not valid", Reason::key_refused},
    {"credit balance", Reason::quota},
    {"context_length_exceeded", Reason::prompt_too_long},
    {"maximum context length", Reason::prompt_too_long},
    {"exceed_context_size", Reason::prompt_too_long},
    {"exceeds the maximum number of tokens", Reason::prompt_too_long},
    {"prompt is too long", Reason::prompt_too_long},
    {"content_filter", Reason::refused},
    {"content_policy", Reason::refused},
    {"model_not_found", Reason::model_unknown},
    {"not a valid model", Reason::model_unknown},
    {"unknown model", Reason::model_unknown},
    {"response_format", Reason::schema_unsupported},
    {"json_schema", Reason::schema_unsupported},
    {"json schema", Reason::schema_unsupported},
    {"responsejsonschema", Reason::schema_unsupported},
    {"response_json_schema", Reason::schema_unsupported},
    {"text.format", Reason::schema_unsupported},
    {"output_config", Reason::schema_unsupported},
    {"structured output", Reason::schema_unsupported},
    {"temperature", Reason::temperature_unsupported},
});

constexpr auto signs_within = std::to_array<Sign>({
    {"insufficient_quota", Reason::quota},
    {"overloaded", Reason::busy},
    {"rate_limit", Reason::busy},
    {"resource_exhausted", Reason::busy},
    {"\"unavailable\"", Reason::busy},
    {"context_length_exceeded", Reason::prompt_too_long},
    {"content_filter", Reason::refused},
    {"model_not_found", Reason::model_unknown},
    {"authentication_error", Reason::key_refused},
});

Reason find(std::string_view body, std::span<const Sign> signs, Reason otherwise) {
    std::string text(body.substr(0, 8192));
    std::ranges::transform(text, text.begin(), [](char letter) {
        return 'A' <= letter && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    });
    for (const Sign& sign : signs)
        if (text.find(sign.words) != std::string::npos) return sign.reason;
    return otherwise;
}

using Milliseconds = std::chrono::milliseconds;

/// A number of seconds, with a fraction perhaps; none when it is no number, or an absurd one.
std::optional<Milliseconds> read_seconds(std::string_view text, double unit_ms = 1000) {
    double number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    const std::string_view rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
    const bool whole = failed == std::errc() && (rest.empty() || rest == "s");
    if (!whole || !std::isfinite(number) || number < 0) return std::nullopt;
    return Milliseconds(std::llround(std::min(number * unit_ms, 86'400'000.0)));
}

/// An HTTP date (RFC 9110 §5.6.7), as the time that is left until then.
std::optional<Milliseconds> read_date(const std::string& text, Instant now) {
    std::istringstream in(text);
    in.imbue(std::locale::classic());
    std::tm parts{};
    in >> std::get_time(&parts, "%a, %d %b %Y %H:%M:%S");
    if (in.fail()) return std::nullopt;
    const auto then = std::chrono::system_clock::from_time_t(timegm(&parts));
    return std::clamp(
        std::chrono::ceil<Milliseconds>(then - now), Milliseconds(0), Milliseconds(86'400'000)
    );
}

std::optional<Milliseconds> read_body(std::string_view body) {
    constexpr std::string_view name = "\"retryDelay\"";
    const auto found = body.find(name);
    if (found == std::string_view::npos) return std::nullopt;
    body.remove_prefix(found + name.size());
    const auto begin = body.find('"');
    if (begin == std::string_view::npos) return std::nullopt;
    body.remove_prefix(begin + 1);
    return read_seconds(body.substr(0, body.find('"')));
}

}  // namespace

Reason reason_of(int status, std::string_view body) {
    switch (status) {
        case 401:
        case 403:
            return Reason::key_refused;
        case 402:
            return Reason::quota;
        case 404:
            return Reason::model_unknown;
        case 413:
            return Reason::prompt_too_long;
        case 429:
            return find(body, signs_of_quota, Reason::busy);
        case 503:
        case 529:
            return Reason::busy;
        case 400:
        case 422:
            return find(body, signs_of_bad_request, Reason::request_refused);
        case 408:
            return Reason::unreachable;
        default:
            break;
    }
    if (status >= 500) return Reason::unreachable;
    return status >= 400 ? Reason::request_refused : Reason::bad_reply;
}

Reason reason_within(std::string_view error) {
    return find(error, signs_within, Reason::unreachable);
}

std::optional<Milliseconds> retry_after_of(const net::Reply& reply) {
    if (auto wait = read_seconds(reply.retry_after_ms, 1)) return wait;
    if (auto wait = read_seconds(reply.retry_after)) return wait;
    if (auto wait = read_date(reply.retry_after, reply.received)) return wait;
    return read_body(reply.body);
}

}  // namespace parlance::agents
