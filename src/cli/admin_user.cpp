#include "auth/accounts.hpp"
#include "cli/admin.hpp"

#include <unistd.h>

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstdio>
#include <iostream>

namespace parlance::cli {

namespace {

struct Wanted {
    std::string tenant;
    std::string username;
    std::string email;
    std::string role = "analyst";
    bool password_from_input = false;
};

/// Never from the command line, which everybody on the machine can read.
std::optional<Secret> password_of(const Wanted& wanted) {
    if (!wanted.password_from_input) return std::nullopt;
    std::string line;
    std::getline(std::cin, line);
    return Secret(std::move(line));
}

void tell(const auth::Account& account) {
    if (!account.code) {
        fmt::print("{} can sign in with the new password.\n", account.username);
        return;
    }
    fmt::print(
        "{} chooses a password by registering with this name and the code\n  {}\nwhich is good "
        "once, until {}.\n",
        account.username,
        account.code->code,
        rfc3339(account.code->expires_at)
    );
}

int add(const Config& config, const Wanted& wanted) {
    AdminStore home(config);
    const auth::NewAccount account{
        .tenant = wanted.tenant,
        .username = wanted.username,
        .email = wanted.email.empty() ? std::nullopt : std::optional(wanted.email),
        .role = wanted.role,
        .password = password_of(wanted),
    };
    tell(auth::add_account(home.database, home.ledger, System{}, account));
    return 0;
}

int reset(const Config& config, const Wanted& wanted) {
    AdminStore home(config);
    tell(auth::reset_password(
        home.database, home.ledger, System{}, wanted.username, password_of(wanted)
    ));
    return 0;
}

void add_password_flag(CLI::App& words, Wanted& wanted) {
    words.add_flag(
        "--password-stdin",
        wanted.password_from_input,
        "Read the password from standard input, instead of making a code to choose one"
    );
}

}  // namespace

std::vector<Command> add_admin_user(CLI::App& admin, SharedSettings settings) {
    auto wanted = std::make_shared<Wanted>();
    CLI::App* user = admin.add_subcommand("user", "The people");
    user->require_subcommand(1)->fallthrough();

    CLI::App* adding = user->add_subcommand("add", "Add a person to a tenant");
    adding->fallthrough();
    adding->add_option("--tenant", wanted->tenant, "The tenant, by name or id")->required();
    adding->add_option("--username", wanted->username, "The name to sign in with")->required();
    adding->add_option("--email", wanted->email, "The address to sign in with");
    adding->add_option("--role", wanted->role, "What the person may do")
        ->check(CLI::IsMember({"owner", "admin", "analyst", "viewer"}))
        ->capture_default_str();
    add_password_flag(*adding, *wanted);

    CLI::App* resetting =
        user->add_subcommand("reset-password", "Give a person a new password; ends all sessions");
    resetting->fallthrough();
    resetting->add_option("--username", wanted->username, "Whose")->required();
    add_password_flag(*resetting, *wanted);
    return {
        {.words = adding, .run = [=] { return add(settings->read_config(), *wanted); }},
        {.words = resetting, .run = [=] { return reset(settings->read_config(), *wanted); }},
    };
}

}  // namespace parlance::cli
