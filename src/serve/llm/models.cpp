#include "serve/llm/models.hpp"

#include "agents/settings_text.hpp"
#include "base/log.hpp"
#include "serve/llm/model_settings.hpp"

#include <utility>

namespace parlance::serve {

namespace {

constexpr std::chrono::seconds follow_after{3};
constexpr std::size_t tenants_kept_max = 10'000;

std::shared_ptr<const agents::Settings> shared(agents::Settings settings) {
    return std::make_shared<const agents::Settings>(std::move(settings));
}

}  // namespace

Models::Models(Parts parts)
    : parts_(std::move(parts)), transport_(parts_.transport), client_(transport_) {}

Task<ModelsInForce> Models::in_force(Principal who) {
    const std::optional<Known> before = known(who.tenant_id);
    const auto now = std::chrono::steady_clock::now();
    if (before && now - before->checked_at < follow_after) co_return before->held;
    const auto work = [this, &who, &before](store::Reader& reader) {
        if (before && store::llm_settings_version(reader, who) == before->held.version)
            return before->held;
        return load(reader, who);
    };
    ModelsInForce held = co_await parts_.store.read(work);
    keep(who.tenant_id, held);
    co_return held;
}

Task<ModelsInForce> Models::after_change(Principal who) {
    replies_.forget(who.tenant_id);
    const auto work = [this, &who](store::Reader& reader) { return load(reader, who); };
    ModelsInForce held = co_await parts_.store.read(work);
    keep(who.tenant_id, held);
    co_return held;
}

std::optional<Models::Known> Models::known(const std::string& tenant_id) {
    const std::scoped_lock lock(mutex_);
    const auto found = known_.find(tenant_id);
    if (found == known_.end()) return std::nullopt;
    return found->second;
}

/// A reader that was slow does not put back what a change has made old.
void Models::keep(const std::string& tenant_id, const ModelsInForce& held) {
    const std::scoped_lock lock(mutex_);
    if (known_.size() >= tenants_kept_max) known_.clear();
    const auto found = known_.find(tenant_id);
    if (found != known_.end() && found->second.held.version > held.version) return;
    known_.insert_or_assign(tenant_id, Known{held, std::chrono::steady_clock::now()});
}

ModelsInForce Models::usual() const {
    ModelsInForce held{
        .from = parts_.of_server ? SettingsFrom::server : SettingsFrom::shipped,
        .written = shared(parts_.of_server ? *parts_.of_server : agents::shipped_settings()),
    };
    held.settings = held.written;
    return held;
}

/// Settings that do not open any more stop no question: nobody plays a role then.
ModelsInForce Models::load(store::Reader& reader, const Principal& who) const {
    const store::StoredLlmSettings stored = store::llm_settings(reader, parts_.ledger, who);
    ModelsInForce held = usual();
    held.version = stored.version;
    held.updated_by = stored.updated_by;
    held.updated_at = stored.updated_at;
    if (!stored.document) return held;
    held.from = SettingsFrom::tenant;
    try {
        held.written = shared(open_settings(reader, parts_.vault, who, *stored.document));
        held.settings = shared(within(*held.written, parts_.inside));
    } catch (const Error& error) {
        log::error("llm_settings_unreadable", {{"code", error.code()}});
        held.written = held.settings = shared({});
    }
    return held;
}

}  // namespace parlance::serve
