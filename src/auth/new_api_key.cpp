#include "auth/api_key_text.hpp"
#include "auth/api_keys.hpp"
#include "auth/refresh_token.hpp"
#include "base/ids.hpp"
#include "base/utf8.hpp"
#include "store/audit.hpp"
#include "store/members.hpp"

#include <algorithm>

namespace parlance::auth {

namespace {

constexpr std::size_t name_max = 100;
constexpr std::int64_t keys_max = 50;

bool is_name(std::string_view name) {
    const auto printable = [](char each) {
        return static_cast<unsigned char>(each) >= 0x20 && each != 0x7f;
    };
    return !name.empty() && name.size() <= name_max && std::ranges::all_of(name, printable) &&
           is_utf8(name);
}

void check_fields(const NewApiKey& wanted) {
    std::vector<Fault> faults;
    if (!is_name(wanted.name))
        faults.push_back({"/name", "Give it a name of 1 to 100 bytes, without control letters."});
    if (wanted.scopes.empty())
        faults.push_back({"/scopes", "Say what the key may do: read, write or admin."});
    if (wanted.life && (wanted.life->count() < 1 || *wanted.life > api_key_life_max))
        faults.push_back({"/expires_in_days", "A key is good for 1 to 365 days."});
    if (faults.empty()) return;
    throw Error(Failure::invalid, "invalid_fields", "The key cannot be made like this.")
        .with_faults(std::move(faults));
}

void check_rights(const Principal& who, const NewApiKey& wanted) {
    const auto may = [&](Permission each) { return each != Permission::owner && who.may(each); };
    if (!std::ranges::all_of(wanted.scopes, may)) {
        throw Error(
            Failure::forbidden, "scope_too_high", "A key cannot do more than the one who makes it."
        );
    }
    if (wanted.life || who.may(Permission::admin)) return;
    throw Error(
        Failure::forbidden,
        "api_key_must_expire",
        "Only administrators make keys that never expire. Choose up to 365 days."
    );
}

}  // namespace

MadeApiKey prepare_api_key(const Principal& who, const NewApiKey& wanted, Instant now) {
    check_fields(wanted);
    check_rights(who, wanted);
    MadeApiKey made{.key = make_api_key()};
    store::ApiKey& row = made.row;
    row.id = new_id();
    row.tenant_id = who.tenant_id;
    row.user_id = who.user_id;
    row.username = who.username;
    row.name = wanted.name;
    row.key_hash = hash_of_token(made.key.reveal());
    row.hint = hint_of(made.key);
    row.scopes = text_of(with_implied(wanted.scopes));
    row.created_at = now;
    if (wanted.life) row.expires_at = now + *wanted.life;
    return made;
}

void keep_api_key(
    store::Writer& writer,
    store::Ledger& ledger,
    const Principal& who,
    const MadeApiKey& made,
    const Caller& caller
) {
    const store::ApiKey& row = made.row;
    writer.lock("api_keys " + who.user_id);
    // Somebody who has left meanwhile would find the key again when let in anew.
    static_cast<void>(store::membership(writer, who, who.user_id));
    if (store::count_api_keys(writer, who, row.created_at) >= keys_max) {
        throw Error(
            Failure::conflict, "too_many_api_keys", "You have 50 API keys. Revoke one that is idle."
        );
    }
    store::create_api_key(writer, row, who);
    store::AuditEntry entry{.door = caller.door, .action = "api_key_created", .outcome = "done"};
    entry.question = row.id + ": " + row.name + " (" + row.scopes + "), until " +
                     (row.expires_at ? rfc3339(*row.expires_at) : std::string("revoked"));
    entry.request_id = caller.request_id;
    store::append_audit(writer, ledger, who, entry);
}

}  // namespace parlance::auth
