#include "auth/oidc/sign_ins.hpp"
#include "store/paging.hpp"

/// What administrators say of their tenant's provider.
namespace parlance::auth::oidc {

namespace {

constexpr std::size_t name_max = 60;
constexpr std::size_t client_id_max = 255;
constexpr std::size_t domains_max = 50;

void require_admin(const Principal& who) {
    if (who.may(Permission::admin)) return;
    throw Error(
        Failure::forbidden, "not_allowed", "Only administrators of the tenant may do this."
    );
}

bool is_printable(std::string_view text) {
    return std::ranges::all_of(text, [](char each) { return each > ' ' && each < 0x7f; });
}

bool is_line(std::string_view text) {
    return std::ranges::none_of(text, [](char each) {
        return static_cast<unsigned char>(each) < ' ' || each == 0x7f;
    });
}

bool is_domain(std::string_view text) {
    const auto fits = [](char each) {
        return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '-' ||
               each == '.';
    };
    return text.size() > 2 && text.size() <= 253 && std::ranges::all_of(text, fits) &&
           text.contains('.') && !text.starts_with('.') && !text.ends_with('.') &&
           !text.contains("..");
}

void check_domains(const ProviderChange& wanted, std::vector<Fault>& faults) {
    if (wanted.domains.size() > domains_max)
        faults.push_back({"/domains", "Fifty domains are the most."});
    for (const std::string& each : wanted.domains) {
        if (!is_domain(each))
            faults.push_back({"/domains", "A domain looks like example.org: " + each});
    }
    if (wanted.newcomers && wanted.domains.empty())
        faults.push_back({"/domains", "Name the domains of newcomers, or let in only the invited."}
        );
}

void check(const ProviderChange& wanted, net::Inside inside) {
    std::vector<Fault> faults;
    if (wanted.name.empty() || wanted.name.size() > name_max || !is_line(wanted.name))
        faults.push_back({"/name", "Give it a name of 60 characters at the most."});
    if (!net::is_usable(wanted.issuer, inside) || wanted.issuer.contains('?'))
        faults.push_back({"/issuer", "It must be an address with https, without a query."});
    const std::string& id = wanted.client_id;
    if (id.empty() || id.size() > client_id_max || !is_printable(id))
        faults.push_back({"/client_id", "Give the client id as the provider shows it."});
    if (wanted.newcomers && *wanted.newcomers != "viewer" && *wanted.newcomers != "analyst")
        faults.push_back({"/newcomers", "Newcomers are viewers or analysts."});
    check_domains(wanted, faults);
    if (faults.empty()) return;
    throw Error(Failure::invalid, "invalid_fields", "This sign-in cannot be kept.")
        .with_faults(std::move(faults));
}

/// A secret goes to nobody but those for whom it was given.
void require_own_secret(
    const std::optional<store::IdentityProvider>& before,
    const ProviderChange& wanted,
    bool has_secret
) {
    if (!before || !has_secret || wanted.client_secret) return;
    if (before->issuer == wanted.issuer && before->client_id == wanted.client_id) return;
    throw Error(Failure::invalid, "invalid_fields", "Give the client secret again.")
        .with_faults({{"/client_secret", "Give it again: it is for another client now."}});
}

store::AuditEntry audit_of(const Caller& caller, const char* action, std::string about) {
    store::AuditEntry entry{.door = caller.door, .action = action, .outcome = "done"};
    entry.question = std::move(about);
    entry.request_id = caller.request_id;
    return entry;
}

std::string about(const store::IdentityProvider& provider) {
    return provider.name + ": " + provider.issuer + ", newcomers " +
           provider.newcomers.value_or("by invitation") + (provider.enabled ? "" : ", off");
}

}  // namespace

Task<void> SignIns::require_sign_out(std::string issuer) {
    const auto document = co_await providers_.document(std::move(issuer));
    if (!document->end_session_endpoint.empty()) co_return;
    throw Error(Failure::invalid, "invalid_fields", "This sign-in cannot be kept.")
        .with_faults({{"/sign_out", "The provider offers no way to sign out there."}});
}

Task<ProviderSeen> SignIns::settings(Principal who) {
    require_admin(who);
    const auto work = [&](store::Reader& reader) {
        ProviderSeen seen{.provider = store::identity_provider(reader, who)};
        if (seen.provider) {
            const auto secret = store::client_secret(reader, vault_, System{}, *seen.provider);
            seen.has_secret = secret.has_value();
        }
        return seen;
    };
    co_return co_await store_.read(work);
}

Task<ProviderSeen> SignIns::change(Principal who, ProviderChange wanted, Caller caller) {
    require_admin(who);
    auth_.require_in_person(who);
    for (std::string& each : wanted.domains)
        each = store::lower(each);
    check(wanted, providers_.inside());
    wanted.issuer = co_await issuer_of(wanted.issuer);
    if (wanted.sign_out) co_await require_sign_out(wanted.issuer);
    const ProviderSeen before = co_await settings(who);
    require_own_secret(before.provider, wanted, before.has_secret);
    store::IdentityProvider provider{
        .version = wanted.version,
        .name = wanted.name,
        .issuer = wanted.issuer,
        .client_id = wanted.client_id,
        .domains = wanted.domains,
        .newcomers = wanted.newcomers,
        .enabled = wanted.enabled,
        .sign_out = wanted.sign_out,
    };
    const auto work = [&](store::Writer& writer) {
        const auto kept =
            store::put_identity_provider(writer, vault_, who, provider, wanted.client_secret);
        store::append_audit(
            writer, ledger_, who, audit_of(caller, "sign_in_changed", about(provider))
        );
        return kept;
    };
    ProviderSeen now{.provider = co_await store_.write(work), .has_secret = before.has_secret};
    if (wanted.client_secret) now.has_secret = !wanted.client_secret->empty();
    co_return now;
}

/// As the provider calls itself: people forget the slash at the end, or add one.
Task<std::string> SignIns::issuer_of(std::string wanted) {
    std::string other = wanted;
    if (other.ends_with('/')) {
        other.pop_back();
    } else {
        other += '/';
    }
    for (const std::string& each : {wanted, other}) {
        try {
            static_cast<void>(co_await providers_.document(each));
            co_return each;
        } catch (const Error&) {
        }
    }
    throw Error(Failure::invalid, "invalid_fields", "This sign-in cannot be kept.")
        .with_faults({{"/issuer", "No OpenID provider of this name answers there."}});
}

Task<void> SignIns::remove(Principal who, Caller caller) {
    require_admin(who);
    auth_.require_in_person(who);
    const auto work = [&](store::Writer& writer) {
        store::remove_identity_provider(writer, who);
        store::append_audit(writer, ledger_, who, audit_of(caller, "sign_in_removed", {}));
    };
    co_await store_.write(work);
}

}  // namespace parlance::auth::oidc
