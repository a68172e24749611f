#include "auth/auth.hpp"
#include "auth/fields.hpp"
#include "auth/joining.hpp"
#include "auth/refresh_token.hpp"
#include "store/paging.hpp"

namespace parlance::auth {

namespace {

[[noreturn]] void taken(const char* pointer, const char* code, const char* message) {
    throw Error(Failure::conflict, code, message).with_faults({{pointer, message}});
}

[[noreturn]] void username_taken() {
    taken("/username", "username_taken", "This username is taken. Use another one, or sign in.");
}

[[noreturn]] void registration_closed() {
    throw Error(
        Failure::forbidden,
        "registration_closed",
        "New accounts need an invitation. Ask an administrator of your tenant for one."
    );
}

store::User make_user(store::Writer& writer, const store::NewUser& user) {
    if (store::user_by_name(writer, System{}, user.username)) username_taken();
    if (user.email && store::user_by_email(writer, System{}, *user.email))
        taken("/email", "email_taken", "This address belongs to an account. Sign in with it.");
    return store::create_user(writer, System{}, user);
}

}  // namespace

Task<Registration> Auth::registration() {
    if (options_.registration != Registration::first) co_return options_.registration;
    const auto work = [](store::Reader& reader) { return store::any_user(reader, System{}); };
    const bool founded = co_await store_.read(work);
    co_return founded ? Registration::invitation : Registration::first;
}

Task<SignedIn> Auth::register_account(Registering wanted, Caller caller) {
    const std::string network = network_of(caller.address);
    by_address_.take(network);
    check_fields(
        {wanted.username, wanted.email, wanted.tenant_name, &wanted.password},
        options_.password_rules
    );
    const Admission admission = co_await admit(wanted);
    const auto work = [&](store::Writer& writer) {
        return enter(writer, wanted, admission, caller);
    };
    const Entered entered = co_await store_.write(work);
    by_address_.give_back(network);
    co_return signed_in(entered);
}

/// Decides before the expensive hash whom it is worth; `enter` decides again inside the
/// transaction.
Task<Auth::Admission> Auth::admit(Registering wanted) {
    Admission admission;
    if (!wanted.invitation_code) {
        const Registration now = co_await registration();
        if (now == Registration::invitation) registration_closed();
        admission.password_hash = co_await hasher_.hash(wanted.password);
        co_return admission;
    }
    const auto look = [&](store::Reader& reader) {
        const std::string code = hash_of_token(*wanted.invitation_code);
        admission.invitation = store::invitation_by_code(reader, System{}, code, options_.clock());
        admission.known = store::user_by_name(reader, System{}, wanted.username);
    };
    co_await store_.read(look);
    if (!admission.invitation) bad_invitation();
    const bool own = admission.known && admission.invitation->user_id == admission.known->id;
    if (admission.known && !own) {
        // An account that exists joins another tenant with the password that it has.
        const PasswordHasher::Verdict verdict =
            co_await hasher_.check(admission.known->password_hash, wanted.password);
        if (!verdict.right) username_taken();
        co_return admission;
    }
    admission.password_hash = co_await hasher_.hash(wanted.password);
    co_return admission;
}

Auth::Entered Auth::enter(
    store::Writer& writer,
    const Registering& wanted,
    const Admission& admission,
    const Caller& caller
) const {
    Entered entered = admission.invitation ? accept(writer, wanted, admission)
                                           : found_tenant(writer, wanted, admission);
    entered.session = open_session(writer, entered.where, caller);
    store::AuditEntry entry{.door = caller.door, .action = "register", .outcome = "done"};
    entry.user_id = entered.user.id;
    entry.username = entered.user.username;
    entry.request_id = caller.request_id;
    store::append_audit(writer, ledger_, System{}, entered.where.tenant_id, entry);
    return entered;
}

Auth::Entered Auth::found_tenant(
    store::Writer& writer,
    const Registering& wanted,
    const Admission& admission
) const {
    writer.lock("founding");
    const bool founded = store::any_user(writer, System{});
    if (founded && options_.registration != Registration::open) registration_closed();
    Entered entered;
    entered.user = make_user(writer, {wanted.username, wanted.email, admission.password_hash});
    const std::string name = wanted.tenant_name.value_or(wanted.username);
    const std::string tenant_id = store::create_tenant(writer, System{}, name).id;
    store::add_member(writer, System{}, tenant_id, entered.user.id, "owner");
    entered.where = membership_in(writer, entered.user.id, tenant_id);
    return entered;
}

Auth::Entered
Auth::accept(store::Writer& writer, const Registering& wanted, const Admission& admission) const {
    const store::Invitation& invitation = *admission.invitation;
    const std::optional<std::string> known_id =
        admission.known ? std::optional(admission.known->id) : std::nullopt;
    if (invitation.user_id && invitation.user_id != known_id) bad_invitation();
    std::optional<std::string> email = wanted.email ? wanted.email : invitation.email;
    if (admission.known) email = admission.known->email;
    if (invitation.email && !same_address(email, *invitation.email)) bad_invitation();
    Entered entered;
    entered.user = admission.known
                       ? *admission.known
                       : make_user(writer, {wanted.username, email, admission.password_hash});
    if (invitation.user_id) {
        store::set_password(writer, System{}, entered.user.id, admission.password_hash);
        entered.ended = store::revoke_sessions_of(writer, System{}, entered.user.id);
    }
    join(writer, invitation, entered.user, options_.clock());
    entered.where = membership_in(writer, entered.user.id, invitation.tenant_id);
    return entered;
}

}  // namespace parlance::auth
