#include "auth/grants.hpp"

#include "auth/auth.hpp"
#include "auth/permissions.hpp"
#include "auth/refresh_token.hpp"
#include "base/ids.hpp"

#include <algorithm>

namespace parlance::auth {

namespace {

/// Lets secret scanners recognise a code that has leaked.
constexpr const char* code_prefix = "plc_";
constexpr std::size_t verifier_min = 43;
constexpr std::size_t verifier_max = 128;

store::AuditEntry audit_of(const Caller& caller, const char* action, const std::string& about) {
    store::AuditEntry entry{.door = caller.door, .action = action, .outcome = "done"};
    entry.question = about;
    entry.request_id = caller.request_id;
    return entry;
}

/// The code is the client's, for this address, and the client is the one that asked for it.
bool fits(const store::OAuthCode& code, const Redeeming& wanted) {
    const Audiences granted = audiences_in(code.audiences);
    const auto was_granted = [&](Audience each) {
        return std::ranges::find(granted, each) != granted.end();
    };
    return code.client_id == wanted.client_id && code.redirect_uri == wanted.redirect_uri &&
           is_verifier(wanted.verifier.reveal()) &&
           equal_in_constant_time(challenge_of(wanted.verifier), code.challenge) &&
           std::ranges::all_of(wanted.audiences, was_granted);
}

}  // namespace

std::string challenge_of(const Secret& verifier) {
    return to_base64url(bytes_of(sha256(verifier.reveal())));
}

bool is_challenge(std::string_view text) {
    const auto bytes = from_base64url(text);
    return bytes && bytes->size() == Digest{}.size();
}

bool is_verifier(std::string_view text) {
    const auto unreserved = [](char each) {
        return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'z') ||
               (each >= 'A' && each <= 'Z') || std::string_view("-._~").contains(each);
    };
    return text.size() >= verifier_min && text.size() <= verifier_max &&
           std::ranges::all_of(text, unreserved);
}

Task<Secret> Auth::grant(Principal who, Grant granted, Caller caller) {
    require_in_person(who);
    Secret code(code_prefix + random_token());
    const Instant now = options_.clock();
    const store::OAuthCode row{
        .code_hash = hash_of_token(code.reveal()),
        .client_id = granted.client_id,
        .client_name = granted.client_name,
        .redirect_uri = granted.redirect_uri,
        .challenge = granted.challenge,
        .scopes = text_of(both(who.permissions, granted.scopes)),
        .audiences = text_of(granted.audiences),
        .created_at = now,
        .expires_at = now + code_life,
    };
    const auto work = [&](store::Writer& writer) {
        store::create_oauth_code(writer, who, row);
        store::touch_oauth_client(writer, System{}, row.client_id, now);
        const std::string about = row.client_name + " (" + row.scopes + ")";
        store::append_audit(writer, ledger_, who, audit_of(caller, "client_granted", about));
    };
    co_await store_.write(work);
    co_return code;
}

Task<std::optional<ClientTokens>> Auth::redeem(Redeeming wanted, Caller caller) {
    std::string ended;
    const auto work = [&](store::Writer& writer) -> std::optional<Entered> {
        ended.clear();  // a write may be repeated
        return redeem(writer, wanted, caller, ended);
    };
    const std::optional<Entered> entered = co_await store_.write(work);
    if (!ended.empty()) authenticator_.state().end_session(ended);
    if (!entered) {
        by_address_.take(network_of(caller.address));
        co_return std::nullopt;
    }
    co_return client_tokens(*entered);
}

std::optional<Auth::Entered> Auth::redeem(
    store::Writer& writer,
    const Redeeming& wanted,
    const Caller& caller,
    std::string& ended
) const {
    const std::string hash = hash_of_token(wanted.code.reveal());
    writer.lock("oauth_code " + hash);
    const std::optional<store::OAuthCode> code = store::oauth_code(writer, System{}, hash);
    if (!code) return std::nullopt;
    if (code->used_at) {
        // Somebody has it who should not (RFC 6749 §4.1.2): what came of it ends.
        ended = code->session_id.value_or("");
        store::revoke_session(writer, System{}, ended);
        store::AuditEntry entry = audit_of(caller, "client_code_reused", code->client_name);
        entry.outcome = "refused";
        entry.user_id = code->user_id;
        store::append_audit(writer, ledger_, System{}, code->tenant_id, entry);
        return std::nullopt;
    }
    if (code->expires_at <= options_.clock() || !fits(*code, wanted)) return std::nullopt;
    store::OAuthCode granted = *code;
    if (!wanted.audiences.empty()) granted.audiences = text_of(wanted.audiences);
    return enter_client(writer, granted, caller);
}

std::optional<Auth::Entered> Auth::enter_client(
    store::Writer& writer,
    const store::OAuthCode& code,
    const Caller& caller
) const {
    Entered entered;
    const auto belongs_to = store::memberships_of(writer, System{}, code.user_id);
    const auto where = std::ranges::find(belongs_to, code.tenant_id, &store::Membership::tenant_id);
    if (where == belongs_to.end()) return std::nullopt;
    entered.where = *where;
    std::optional<store::User> user = store::user_by_id(writer, System{}, code.user_id);
    if (!user) return std::nullopt;
    entered.user = std::move(*user);
    store::Session draft;
    draft.client_id = code.client_id;
    draft.scopes = code.scopes;
    draft.audiences = code.audiences;
    Caller client = caller;
    client.user_agent = code.client_name;
    entered.session = open_session(writer, entered.where, client, std::move(draft));
    const Instant now = options_.clock();
    if (!store::use_oauth_code(writer, System{}, code.code_hash, entered.session.id, now))
        throw std::logic_error("a code was used within another transaction");
    store::AuditEntry entry = audit_of(caller, "client_signed_in", code.client_name);
    entry.user_id = entered.user.id;
    entry.username = entered.user.username;
    store::append_audit(writer, ledger_, System{}, code.tenant_id, entry);
    return entered;
}

Task<std::optional<ClientTokens>>
Auth::refresh_client(Secret token, std::string client_id, Caller caller) {
    const std::optional<Entered> entered =
        co_await traded(std::move(token), std::move(client_id), std::move(caller));
    if (!entered) co_return std::nullopt;
    co_return client_tokens(*entered);
}

ClientTokens Auth::client_tokens(const Entered& entered) {
    SignedIn in = signed_in(entered);
    return {
        .access_token = std::move(in.access_token),
        .expires_in = in.expires_in,
        .refresh_token = std::move(in.refresh_token),
        .scopes = permissions_in(entered.session.scopes),
    };
}

Task<void> Auth::revoke_client(Secret token, std::string client_id, Caller caller) {
    const Instant now = options_.clock();
    std::string id = authenticator_.session_of(token.reveal(), now);
    const auto claimed = read_refresh_token(token.reveal());
    if (claimed && is_genuine(refresh_key_, *claimed, token.reveal())) id = claimed->session_id;
    if (id.empty()) co_return;
    const auto work = [&](store::Writer& writer) {
        const std::optional<store::Session> session = store::session(writer, System{}, id);
        if (!session || session->client_id != client_id) return false;
        store::revoke_session(writer, System{}, id);
        store::AuditEntry entry = audit_of(caller, "client_signed_out", session->user_agent);
        entry.user_id = session->user_id;
        store::append_audit(writer, ledger_, System{}, session->tenant_id, entry);
        return true;
    };
    const bool was = co_await store_.write(work);
    if (was) authenticator_.state().end_session(id);
}

}  // namespace parlance::auth
