#include "auth/auth.hpp"
#include "auth/fields.hpp"
#include "auth/joining.hpp"
#include "auth/refresh_token.hpp"
#include "base/ids.hpp"
#include "store/identities.hpp"
#include "store/paging.hpp"
#include "store/provider_sessions.hpp"

namespace parlance::auth {

namespace {

constexpr std::size_t name_max = 48;
constexpr int name_tries = 20;

[[noreturn]] void not_invited() {
    throw Error(
        Failure::forbidden,
        "oidc_not_invited",
        "This team lets in whom it has invited. Ask one of its administrators for an invitation. "
        "If you have an account here, sign in with its password and connect the two."
    );
}

[[noreturn]] void wrong_domain() {
    throw Error(
        Failure::forbidden,
        "oidc_domain",
        "The provider names no verified e-mail address of this team's domains. Ask one of its "
        "administrators for an invitation."
    );
}

[[noreturn]] void account_exists() {
    throw Error(
        Failure::conflict,
        "oidc_account_exists",
        "A member of this team has this e-mail address. Sign in with the password, then connect "
        "the provider under Your sessions."
    );
}

bool is_of(const std::vector<std::string>& domains, const std::string& email) {
    const std::string domain = store::lower(email.substr(email.rfind('@') + 1));
    return std::ranges::find(domains, domain) != domains.end();
}

std::string readable(std::string_view wished) {
    std::string name;
    for (const char each : wished.substr(0, wished.find('@'))) {
        if (name.size() >= name_max) break;
        if (is_username({&each, 1})) name += each;
    }
    return name;
}

/// Nobody signs in by this name: it only has to tell people apart.
std::string free_name(store::Reader& reader, const oidc::Vouched& vouched) {
    std::string name = readable(vouched.wished_name);
    if (name.empty()) name = readable(vouched.email.value_or(""));
    if (name.empty()) name = "person";
    if (!store::user_by_name(reader, System{}, name)) return name;
    for (int number = 2; number < name_tries; ++number) {
        std::string numbered = name + "-" + std::to_string(number);
        if (!store::user_by_name(reader, System{}, numbered)) return numbered;
    }
    return name + "-" + to_hex(random_bytes(6));
}

/// An account of the installation is never taken over because of an address: who has it says so.
store::User make_user(
    store::Writer& writer,
    const store::IdentityProvider& provider,
    const oidc::Vouched& vouched
) {
    store::NewUser wanted{.username = free_name(writer, vouched)};
    if (vouched.email_verified) wanted.email = vouched.email;
    const auto other =
        wanted.email ? store::user_by_email(writer, System{}, *wanted.email) : std::nullopt;
    if (other) {
        if (is_member(writer, other->id, provider.tenant_id)) account_exists();
        wanted.email.reset();
    }
    return store::create_user(writer, System{}, wanted);
}

store::Invitation invitation_for(
    store::Reader& reader,
    const store::IdentityProvider& provider,
    const oidc::Vouched& vouched,
    const std::string& hash,
    Instant now
) {
    const auto found = store::invitation_by_code(reader, System{}, hash, now);
    if (!found || found->tenant_id != provider.tenant_id) bad_invitation();
    const bool fits =
        vouched.email_verified && same_address(vouched.email, found->email.value_or(""));
    if (found->email && !fits) bad_invitation();
    return *found;
}

store::User add_newcomer(
    store::Writer& writer,
    const store::IdentityProvider& provider,
    const oidc::Vouched& vouched
) {
    if (!provider.newcomers) not_invited();
    if (!vouched.email || !vouched.email_verified) wrong_domain();
    if (!is_of(provider.domains, *vouched.email)) wrong_domain();
    const store::User user = make_user(writer, provider, vouched);
    store::add_member(writer, System{}, provider.tenant_id, user.id, *provider.newcomers);
    return user;
}

store::AuditEntry
audit_of(const store::IdentityProvider& provider, const Caller& caller, const char* outcome) {
    store::AuditEntry entry{.door = caller.door, .action = "oidc_login", .outcome = outcome};
    entry.question = provider.name;
    entry.request_id = caller.request_id;
    return entry;
}

}  // namespace

Task<SignedIn> Auth::enter_vouched(
    store::IdentityProvider provider,
    oidc::Vouched vouched,
    std::optional<std::string> invitation_hash,
    Caller caller
) {
    const auto work = [&](store::Writer& writer) {
        return enter_vouched(writer, provider, vouched, invitation_hash, caller);
    };
    std::optional<Error> refused;
    try {
        const Entered entered = co_await store_.write(work);
        co_return signed_in(entered);
    } catch (const Error& error) {
        refused = error;
    }
    co_await refuse_vouched(provider, refused->code(), caller);
    throw *refused;
}

Auth::Entered Auth::enter_vouched(
    store::Writer& writer,
    const store::IdentityProvider& provider,
    const oidc::Vouched& vouched,
    const std::optional<std::string>& invitation_hash,
    const Caller& caller
) const {
    const Instant now = options_.clock();
    const std::string& tenant = provider.tenant_id;
    const auto known =
        store::find_identity(writer, System{}, tenant, vouched.issuer, vouched.subject);
    Entered entered;
    if (known) entered.user = *store::user_by_id(writer, System{}, known->user_id);
    // Who belongs here needs no invitation, and uses none up.
    const bool inside = known && is_member(writer, known->user_id, tenant);
    if (invitation_hash && !inside) {
        const auto invitation = invitation_for(writer, provider, vouched, *invitation_hash, now);
        // An imported person stays who it is.
        if (!known && invitation.user_id)
            entered.user = *store::user_by_id(writer, System{}, *invitation.user_id);
        if (entered.user.id.empty()) entered.user = make_user(writer, provider, vouched);
        join(writer, invitation, entered.user, now);
    } else if (!known) {
        entered.user = add_newcomer(writer, provider, vouched);
    }
    if (!is_member(writer, entered.user.id, tenant)) not_invited();  // was removed
    entered.where = membership_in(writer, entered.user.id, tenant);
    entered.session = open_session(writer, entered.where, caller);
    store::put_provider_session(
        writer, ledger_, System{}, tenant, entered.session.id, {provider.id, vouched.id_token}
    );
    store::put_identity(
        writer, System{}, {tenant, vouched.issuer, vouched.subject, entered.user.id, vouched.email}
    );
    store::AuditEntry entry = audit_of(provider, caller, "done");
    entry.user_id = entered.user.id;
    entry.username = entered.user.username;
    store::append_audit(writer, ledger_, System{}, tenant, entry);
    return entered;
}

Task<void> Auth::refuse_vouched(store::IdentityProvider provider, std::string code, Caller caller) {
    const auto work = [&](store::Writer& writer) {
        store::AuditEntry entry = audit_of(provider, caller, "refused");
        entry.error_code = code;
        store::append_audit(writer, ledger_, System{}, provider.tenant_id, entry);
    };
    co_await store_.write(work);
}

}  // namespace parlance::auth
