#include "serve/mcp/handles.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace parlance::serve::mcp {

namespace {

/// More is no handle of ours and is not looked at.
constexpr std::size_t handle_bytes_max = 64 * 1024;

std::string context_of(const Principal& who, std::string_view purpose) {
    std::string context = "mcp";
    for (const std::string_view part :
         {purpose, std::string_view(who.tenant_id), std::string_view(who.user_id)}) {
        context += '\n';
        context += part;
    }
    return context;
}

std::int64_t seconds(Instant moment) {
    return std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count();
}

}  // namespace

std::string Handles::write(const Principal& who, std::string_view purpose, std::string_view content)
    const {
    const std::int64_t ends = seconds(now_() + life);
    std::string plain(sizeof(ends), '\0');
    std::memcpy(plain.data(), &ends, sizeof(ends));
    plain += content;
    return public_to_base64url(seal(key_.reveal(), context_of(who, purpose), plain));
}

std::optional<std::string>
Handles::read(const Principal& who, std::string_view purpose, std::string_view handle) const {
    if (handle.size() > handle_bytes_max) return std::nullopt;
    const auto sealed = from_base64url(handle);
    if (!sealed) return std::nullopt;
    const auto plain = open_sealed(key_.reveal(), context_of(who, purpose), *sealed);
    std::int64_t ends = 0;
    if (!plain || plain->size() < sizeof(ends)) return std::nullopt;
    std::memcpy(&ends, plain->reveal().data(), sizeof(ends));
    if (ends <= seconds(now_())) return std::nullopt;
    return std::string(plain->reveal().substr(sizeof(ends)));
}

}  // namespace parlance::serve::mcp
