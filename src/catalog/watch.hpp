#pragma once

#include "base/clock.hpp"
#include "base/principal.hpp"
#include "base/shape.hpp"
#include "connectors/source.hpp"

#include <boost/describe.hpp>

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

/// When to look at the schema of a source again.
namespace parlance::catalog {

/// Why somebody looked.
enum class Cause : std::uint8_t {
    asked,     ///< a person wanted it
    schedule,  ///< it was time
    error,     ///< a query met a name that the database does not know, or a name we do not know
};
BOOST_DESCRIBE_ENUM(Cause, asked, schedule, error)

/// What an administrator can set for one source.
struct SourceSettings {
    std::int64_t watch_minutes = 60;        ///< between looks at the schema; 0: only when asked
    bool profile = true;                    ///< whether values are counted at all
    bool profile_sensitive = false;         ///< also where they seem sensitive
    std::vector<std::string> include = {};  ///< patterns of tables; none: all of them
    std::vector<std::string> exclude = {};  ///< of those, the ones to do without
};
BOOST_DESCRIBE_STRUCT(
    SourceSettings,
    (),
    (watch_minutes, profile, profile_sensitive, include, exclude)
)
constexpr auto notes(const SourceSettings*) {
    return std::array{
        json::note("include", "Patterns of the tables that are taken; none takes all.").optional(),
        json::note("exclude", "Patterns of the tables that are not taken after all.").optional(),
    };
}

/// The looks at one opened source; outlives each of them. Safe from every thread.
class Watch {
public:
    explicit Watch(Instant looked_at) : looked_at_(looked_at) {}

    /// Somebody uses the source.
    void used(const Principal& who, Instant now);
    /// Who used it last; none: nobody has yet.
    [[nodiscard]] std::optional<Principal> last_user() const;
    [[nodiscard]] Instant used_at() const;

    /// Whether the caller is the one who shall look; end it with `end`.
    [[nodiscard]] bool begin() { return !looking_.exchange(true); }
    void end() { looking_ = false; }
    [[nodiscard]] bool looking() const { return looking_; }

    void looked(Instant now);
    [[nodiscard]] Instant looked_at() const;

    /// Whether it is time. Nobody looks at what nobody has used for a week; sources that were
    /// opened together are looked at one after the other (`key` spreads them over a tenth of the
    /// time).
    [[nodiscard]] bool due(const SourceSettings& settings, const std::string& key, Instant now)
        const;

private:
    mutable std::mutex mutex_;
    std::optional<Principal> user_;
    Instant used_at_{};
    Instant looked_at_;
    std::atomic<bool> looking_ = false;
};

/// A source that says so when the database does not know a name any more.
[[nodiscard]] std::shared_ptr<connectors::Source>
watched(std::shared_ptr<connectors::Source> source, std::function<void()> drifted);

}  // namespace parlance::catalog
