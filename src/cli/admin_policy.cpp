#include "ask/policy_check.hpp"
#include "ask/policy_desk.hpp"
#include "base/json.hpp"
#include "base/threads.hpp"
#include "base/wait_for.hpp"
#include "catalog/policies.hpp"
#include "cli/admin.hpp"
#include "store/connections.hpp"
#include "store/store.hpp"
#include "store/tenants.hpp"

#include <CLI/App.hpp>
#include <cstdio>
#include <iostream>
#include <iterator>
#include <ranges>
#include <string>
#include <vector>

namespace parlance::cli {

namespace {

struct Options {
    std::string tenant;
    std::string connection;
    std::string note;
    bool force = false;
    std::string role;
    std::string user;
    std::vector<std::string> attributes;
    std::int64_t count = 300;
    std::int64_t seed = 1;
};

std::vector<std::string> parted(const std::string& folders) {
    std::vector<std::string> all;
    for (const auto each : std::views::split(folders, ':'))
        if (!each.empty()) all.emplace_back(each.begin(), each.end());
    return all;
}

/// The installation with the sources of its tenants, without a server.
class PolicyHouse {
public:
    explicit PolicyHouse(const Config& config)
        : admin_(config),
          store_(store_url(config), 2),
          catalog_({
              .store = store_,
              .vault = admin_.vault,
              .ledger = admin_.ledger,
              .environment =
                  {.blocking = blocking_,
                   .node = "cli",
                   .allow_private = true,
                   .allow_unix_sockets = true,
                   .file_roots = parted(config.file_roots)},
              .folder = data_folder(config) / "tenants",
              .background = background_->executor(),
              .limits = {},
          }) {}
    PolicyHouse(const PolicyHouse&) = delete;
    PolicyHouse& operator=(const PolicyHouse&) = delete;
    ~PolicyHouse() {
        catalog_.close();
        background_.reset();  // waits for what still learns
    }

    /// Somebody who may do everything in the tenant.
    Principal governor(const std::string& tenant) {
        return admin_.database.read([&](store::Reader& reader) {
            Principal who{.tenant_id = store::tenant(reader, System{}, tenant).id};
            who.username = "command line";
            who.role = "owner";
            return who;
        });
    }

    /// By name or id; all of them when nothing is named.
    std::vector<store::Connection> connections(const Principal& who, const std::string& wanted) {
        std::vector<store::Connection> all = admin_.database.read([&](store::Reader& reader) {
            return store::connections(reader, who);
        });
        if (wanted.empty()) return all;
        std::erase_if(all, [&](const store::Connection& one) {
            return one.id != wanted && one.name != wanted;
        });
        if (all.empty())
            throw Error(
                Failure::not_found, "connection_not_found", "The tenant has no such source."
            );
        return all;
    }

    ask::Desk desk() { return {store_, admin_.ledger, catalog_, blocking_}; }
    catalog::Catalog& catalog() { return catalog_; }

private:
    AdminStore admin_;
    store::Store store_;
    BlockingPool blocking_{"blocking", 2};
    std::optional<BlockingPool> background_{std::in_place, "background", 1};
    catalog::Catalog catalog_;
};

void print(const boost::json::value& value) {
    std::string text;
    json::write(text, value);
    fmt::print("{}\n", text);
}

int get(const Config& config, const Options& options) {
    PolicyHouse house(config);
    const Principal who = house.governor(options.tenant);
    const std::string id = house.connections(who, options.connection).front().id;
    const auto found = wait_for(ask::policy_in_force(house.desk(), who, id));
    print(json::parse(found.policy.document));
    return 0;
}

int put(const Config& config, const Options& options) {
    PolicyHouse house(config);
    const Principal who = house.governor(options.tenant);
    const std::string text(std::istreambuf_iterator<char>(std::cin), {});
    ask::PolicyChange change{.note = options.note, .force = options.force, .door = "cli"};
    change.document = catalog::read_written(json::parse(text));
    change.connection_id = house.connections(who, options.connection).front().id;
    const auto held = wait_for(ask::policy_in_force(house.desk(), who, change.connection_id));
    change.based_on = held.policy.version;
    const ask::PolicyPut done = wait_for(ask::put_policy(house.desk(), who, std::move(change), {}));
    fmt::print("Version {} holds.\n", done.version);
    return 0;
}

int suggest(const Config& config, const Options& options) {
    PolicyHouse house(config);
    const Principal who = house.governor(options.tenant);
    const std::string id = house.connections(who, options.connection).front().id;
    const auto made = wait_for(house.catalog().suggest(who, id));
    for (const catalog::SensitiveColumn& one : made.found)
        fmt::print(
            stderr,
            "{}.{}.{}: {} ({:.0f} %)\n",
            one.column.schema,
            one.column.table,
            one.column.column,
            boost::describe::enum_to_string(one.kind, ""),
            one.confidence * 100
        );
    print(catalog::json_of(made.document));
    return 0;
}

/// Prints each failure; 1 when there is one.
int test(const Config& config, const Options& options) {
    PolicyHouse house(config);
    const Principal who = house.governor(options.tenant);
    std::size_t passed = 0;
    std::size_t failed = 0;
    for (const store::Connection& one : house.connections(who, options.connection)) {
        const auto held = wait_for(ask::policy_in_force(house.desk(), who, one.id));
        const auto results =
            wait_for(ask::run_policy_tests(house.desk(), who, one.id, held.tests, std::nullopt, {})
            );
        for (const ask::PolicyTestResult& result : results) {
            ++(result.passed ? passed : failed);
            for (const std::string& failure : result.failures)
                fmt::print("{}: {}: {}\n", one.name, result.name, failure);
        }
    }
    fmt::print("{} passed, {} failed\n", passed, failed);
    return failed == 0 ? 0 : 1;
}

/// Whom a check is about: who is named, or one of each role that the policy restricts.
std::vector<ask::Guise> guises(const Options& options, const guard::PolicyDocument& document) {
    std::vector<ask::Guise> made = ask::restricted_guises(document);
    if (!options.role.empty()) made = {{.role = options.role}};
    if (!options.user.empty()) made = {{.user = options.user}};
    for (ask::Guise& one : made)
        for (const std::string& attribute : options.attributes) {
            const std::size_t at = attribute.find('=');
            one.attributes[attribute.substr(0, at)] = attribute.substr(at + 1);
        }
    return made;
}

void print(const std::string& about, const proof::CheckReport& report) {
    for (const proof::Giveaway& one : report.differences)
        fmt::print("{}: differs: {}\n", about, one.sql);
    for (const proof::Unproven& one : report.not_proven) {
        std::string place = about;
        if (!one.table.empty()) place += fmt::format(": {}.{}", one.schema, one.table);
        if (!one.column.empty()) place += "." + one.column;
        fmt::print("{}: not proven: {}\n", place, one.why);
    }
    if (!report.hides_anything) return fmt::print("{}: nothing is hidden\n", about);
    fmt::print(
        "{}: {} asked, {} accepted, {} would differ without the policy, {} differ{}\n",
        about,
        report.asked,
        report.accepted,
        report.would_differ,
        report.differences.size(),
        report.complete ? "" : " (the time was over)"
    );
}

/// Prints each finding; 1 when a statement tells what is hidden.
int check(const Config& config, const Options& options) {
    PolicyHouse house(config);
    const Principal who = house.governor(options.tenant);
    bool passed = true;
    for (const store::Connection& one : house.connections(who, options.connection)) {
        const auto held = wait_for(ask::policy_in_force(house.desk(), who, one.id));
        for (const ask::Guise& guise : guises(options, held.document)) {
            ask::PolicyCheck wanted{.as = guise};
            wanted.seed = static_cast<std::uint64_t>(options.seed);
            wanted.size.statements = static_cast<std::size_t>(options.count);
            const auto report =
                wait_for(ask::check_policy(house.desk(), who, one.id, std::move(wanted), {}));
            print(one.name + ": " + guise.user.value_or(guise.role.value_or("")), report);
            passed = passed && report.differences.empty();
        }
    }
    return passed ? 0 : 1;
}

}  // namespace

std::vector<Command> add_admin_policy(CLI::App& admin, SharedSettings settings) {
    auto options = std::make_shared<Options>();
    CLI::App* policy = admin.add_subcommand("policy", "Who may see what of the sources");
    policy->require_subcommand(1)->fallthrough();
    const auto add = [&](const char* name, const char* says, bool one) {
        CLI::App* words = policy->add_subcommand(name, says);
        words->fallthrough();
        words->add_option("--tenant", options->tenant, "The tenant, by name or id")->required();
        auto* source =
            words->add_option("--connection", options->connection, "The source, by name or id");
        if (one) source->required();
        return words;
    };
    CLI::App* getting = add("get", "Print the policy of a source as JSON", true);
    CLI::App* putting = add("put", "Read a policy on standard input and put it in force", true);
    putting->add_option("--note", options->note, "Why it is changed");
    putting->add_flag("--force", options->force, "Even when one of its tests fails");
    CLI::App* suggesting = add("suggest", "Look for sensitive columns and suggest masks", true);
    CLI::App* testing = add("test", "Run the policy tests; fails when one fails", false);
    CLI::App* checking =
        add("check", "Ask two made-up copies of the source; fails when they differ", false);
    auto* role = checking->add_option("--role", options->role, "Only what this role sees");
    checking->add_option("--user", options->user, "Only what this member sees")->excludes(role);
    checking->add_option("--attribute", options->attributes, "What they have: NAME=VALUE")
        ->check(CLI::Validator(
            [](const std::string& text) {
                return text.find('=', 1) == text.npos ? "write NAME=VALUE" : std::string();
            },
            "NAME=VALUE"
        ));
    checking->add_option("--statements", options->count, "How many are made up")
        ->check(CLI::Range(0, 100'000));
    checking->add_option("--seed", options->seed, "Another one asks other statements")
        ->check(CLI::Range(0, 1'000'000'000));
    return {
        {.words = getting, .run = [=] { return get(settings->read_config(), *options); }},
        {.words = putting, .run = [=] { return put(settings->read_config(), *options); }},
        {.words = suggesting, .run = [=] { return suggest(settings->read_config(), *options); }},
        {.words = testing, .run = [=] { return test(settings->read_config(), *options); }},
        {.words = checking, .run = [=] { return check(settings->read_config(), *options); }},
    };
}

}  // namespace parlance::cli
