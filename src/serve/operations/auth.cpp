#include "serve/operations/auth.hpp"

#include "auth/auth.hpp"
#include "auth/oidc/sign_ins.hpp"
#include "base/ids.hpp"
#include "serve/operations/auth_shapes.hpp"
#include "serve/operations/caller.hpp"
#include "serve/operations/refresh_cookie.hpp"
#include "serve/operations/tokens.hpp"
#include "serve/services.hpp"

namespace parlance::serve {

namespace {

std::string name_of_role(MemberRole role) {
    return boost::describe::enum_to_string(role, "viewer");
}

MemberShape shape_of(const store::Member& member) {
    return {
        member.user_id,
        member.username,
        member.email,
        role_of(member.role),
        member.created_at,
        member.last_seen_at,
        member.attributes,
        member.disabled_at,
    };
}

Task<AuthOptions> get_options(Services& with, Call&, AuthOptionsRequest request) {
    AuthOptions options{co_await with.auth->registration(), PARLANCE_VERSION};
    const auto provider = co_await with.sign_ins->shown(std::move(request.provider_id));
    if (provider) options.provider = AuthProvider{provider->id, provider->name};
    co_return options;
}

Task<Tokens> register_account(Services& with, Call& call, RegisterRequest request) {
    if (request.cookie) require_own_origin(with.config, call);
    auth::Registering wanted{
        .username = std::move(request.username),
        .email = std::move(request.email),
        .password = Secret(std::move(request.password)),
        .tenant_name = std::move(request.tenant_name),
        .invitation_code = std::move(request.invitation_code),
    };
    const auth::SignedIn in =
        co_await with.auth->register_account(std::move(wanted), caller_of(call));
    co_return tokens_of(call, in, request.cookie);
}

Task<Tokens> login(Services& with, Call& call, LoginRequest request) {
    if (request.cookie) require_own_origin(with.config, call);
    auth::SigningIn wanted{
        .username = std::move(request.username),
        .email = std::move(request.email),
        .password = Secret(std::move(request.password)),
        .tenant_id = std::move(request.tenant_id),
    };
    const auth::SignedIn in = co_await with.auth->login(std::move(wanted), caller_of(call));
    co_return tokens_of(call, in, request.cookie);
}

Task<Tokens> refresh(Services& with, Call& call, RefreshRequest request) {
    const bool from_cookie = !request.refresh_token.has_value();
    if (from_cookie || request.cookie) require_own_origin(with.config, call);
    Secret token = from_cookie ? refresh_cookie(call, request.session_id.value_or(""))
                               : Secret(std::move(*request.refresh_token));
    const auth::SignedIn in = co_await with.auth->refresh(std::move(token), caller_of(call));
    co_return tokens_of(call, in, from_cookie || request.cookie);
}

Task<void> logout(Services& with, Call& call) {
    co_await with.auth->logout(call.who(), caller_of(call));
    remove_refresh_cookie(call, call.who().session_id);
}

Task<Me> get_me(Services& with, Call& call) {
    const auth::Profile profile = co_await with.auth->profile(call.who());
    co_return me_of(profile);
}

Task<SessionList> list_sessions(Services& with, Call& call) {
    const std::vector<store::Session> all = co_await with.auth->sessions(call.who());
    SessionList list;
    for (const store::Session& each : all) {
        list.sessions.push_back(
            {each.id,
             each.created_at,
             each.last_used_at,
             each.expires_at,
             each.user_agent,
             each.address,
             each.id == call.who().session_id}
        );
    }
    co_return list;
}

Task<void> end_session(Services& with, Call& call, SessionName request) {
    co_await with.auth->end_session(call.who(), request.session_id, caller_of(call));
    remove_refresh_cookie(call, request.session_id);
}

Invitation shape_of(const auth::Invited& made) {
    return {made.id, made.code, role_of(made.role), made.expires_at};
}

Task<Invitation> invite(Services& with, Call& call, InviteRequest request) {
    auth::NewInvite wanted{name_of_role(request.role), std::move(request.email)};
    if (request.expires_in_days) wanted.life = std::chrono::days(*request.expires_in_days);
    co_return shape_of(co_await with.auth->invite(call.who(), std::move(wanted), caller_of(call)));
}

Task<InvitationList> list_invitations(Services& with, Call& call) {
    const auto all = co_await with.auth->invitations(call.who());
    InvitationList list;
    const Instant now = with.now();
    for (const store::InvitationRow& each : all) {
        list.invitations.push_back(
            {each.id,
             role_of(each.role),
             each.email,
             each.username,
             each.invited_by,
             each.created_at,
             each.expires_at,
             each.expires_at <= now}
        );
    }
    co_return list;
}

Task<void> revoke_invitation(Services& with, Call& call, InvitationName request) {
    co_await with.auth->revoke_invitation(call.who(), request.invitation_id, caller_of(call));
}

Task<Invitation> renew_invitation(Services& with, Call& call, InvitationName request) {
    co_return shape_of(
        co_await with.auth->renew_invitation(call.who(), request.invitation_id, caller_of(call))
    );
}

Task<MemberList> list_members(Services& with, Call& call) {
    const std::vector<store::Member> all = co_await with.auth->members(call.who());
    MemberList list;
    for (const store::Member& each : all)
        list.members.push_back(shape_of(each));
    co_return list;
}

Task<MemberShape> change_member(Services& with, Call& call, MemberChange request) {
    auth::MemberChange change{
        .attributes = std::move(request.attributes), .disabled = request.disabled
    };
    if (request.role) change.role = name_of_role(*request.role);
    const store::Member changed = co_await with.auth->change_member(
        call.who(), request.user_id, std::move(change), caller_of(call)
    );
    co_return shape_of(changed);
}

Task<void> remove_member(Services& with, Call& call, MemberName request) {
    co_await with.auth->remove_member(call.who(), request.user_id, caller_of(call));
}

Task<File> get_jwks(Services& with, Call&) {
    co_return File{.content_type = "application/jwk-set+json", .content = with.auth->jwks()};
}

/// What anybody may do before being known.
std::vector<Operation> door_operations() {
    return {
        operation(
            {.path = "/api/v1/auth/options",
             .id = "get_auth_options",
             .summary = "Tells who may register, and where else people sign in.",
             .tag = "auth",
             .access = Access::anyone},
            &get_options
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/auth/register",
             .id = "register",
             .summary = "Makes an account, with a tenant of its own or in the one that invited it.",
             .tag = "auth",
             .access = Access::anyone,
             .status = 201},
            &register_account
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/auth/login",
             .id = "login",
             .summary = "Signs a person in.",
             .tag = "auth",
             .access = Access::anyone},
            &login
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/auth/refresh",
             .id = "refresh_tokens",
             .summary = "Trades a refresh token for the next pair of tokens.",
             .tag = "auth",
             .access = Access::anyone},
            &refresh
        ),
        operation(
            {.path = "/.well-known/jwks.json",
             .id = "get_jwks",
             .summary = "Gives the public keys that access tokens are signed with.",
             .tag = "auth",
             .access = Access::anyone},
            &get_jwks
        ),
    };
}

std::vector<Operation> own_operations() {
    return {
        operation(
            {.method = Method::post,
             .path = "/api/v1/auth/logout",
             .id = "logout",
             .summary = "Ends this session.",
             .tag = "auth",
             .access = Access::signed_in,
             .status = 204},
            &logout
        ),
        operation(
            {.path = "/api/v1/auth/me",
             .id = "get_me",
             .summary = "Tells who you are.",
             .tag = "auth",
             .access = Access::signed_in},
            &get_me
        ),
        operation(
            {.path = "/api/v1/auth/sessions",
             .id = "list_sessions",
             .summary = "Lists your sessions in this tenant.",
             .tag = "auth",
             .access = Access::signed_in},
            &list_sessions
        ),
        operation(
            {.method = Method::remove,
             .path = "/api/v1/auth/sessions/{session_id}",
             .id = "end_session",
             .summary = "Ends one of your sessions.",
             .tag = "auth",
             .access = Access::signed_in,
             .status = 204},
            &end_session
        ),
    };
}

std::vector<Operation> people_operations() {
    return {
        operation(
            {.method = Method::post,
             .path = "/api/v1/invitations",
             .id = "invite",
             .summary = "Makes a code with which somebody joins the tenant.",
             .tag = "members",
             .access = Access::admin,
             .status = 201},
            &invite
        ),
        operation(
            {.path = "/api/v1/invitations",
             .id = "list_invitations",
             .summary = "Lists the invitations that nobody has used.",
             .tag = "members",
             .access = Access::admin},
            &list_invitations
        ),
        operation(
            {.method = Method::remove,
             .path = "/api/v1/invitations/{invitation_id}",
             .id = "revoke_invitation",
             .summary = "Takes an invitation back.",
             .tag = "members",
             .access = Access::admin,
             .status = 204},
            &revoke_invitation
        ),
        operation(
            {.method = Method::post,
             .path = "/api/v1/invitations/{invitation_id}/renew",
             .id = "renew_invitation",
             .summary = "Makes another code for an invitation, in place of the one before.",
             .tag = "members",
             .access = Access::admin},
            &renew_invitation
        ),
        operation(
            {.path = "/api/v1/members",
             .id = "list_members",
             .summary = "Lists the people of the tenant.",
             .tag = "members",
             .access = Access::admin},
            &list_members
        ),
        operation(
            {.method = Method::patch,
             .path = "/api/v1/members/{user_id}",
             .id = "change_member",
             .summary =
                 "Gives a person another role or other attributes, or keeps them out, at once.",
             .tag = "members",
             .access = Access::admin},
            &change_member
        ),
        operation(
            {.method = Method::remove,
             .path = "/api/v1/members/{user_id}",
             .id = "remove_member",
             .summary = "Takes a person out of the tenant, at once.",
             .tag = "members",
             .access = Access::admin,
             .status = 204},
            &remove_member
        ),
    };
}

}  // namespace

std::vector<Operation> auth_operations() {
    std::vector<Operation> all;
    for (const auto& part : {door_operations(), own_operations(), people_operations()})
        all.insert(all.end(), part.begin(), part.end());
    return all;
}

}  // namespace parlance::serve
