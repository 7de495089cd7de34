package io.github.webhook4j.codegen;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which schemas of GitHub's description are the same object, and what its record is called. */
final class GitHubNames {

    /** Numbers with a fraction; the description calls ids and counts "number" too. */
    static final Set<String> FRACTIONS = Set.of("score", "percentage", "percentile");

    /** Fields whose description is wider than what is sent, or narrower. */
    static final Map<String, Type> OVERRIDES = Map.of(
            "DeploymentReviewEvent.Reviewer.reviewer", Type.Scalar.JSON,
            "App.owner", new Type.Ref("Account"),
            "App.permissions", new Type.Table(Type.Scalar.TEXT),
            "Issue.labels", new Type.Items(new Type.Ref("Label")),
            "PullRequest.requested_reviewers", new Type.Items(new Type.Ref("User")),
            "Repository.custom_properties", new Type.Table(Type.Scalar.JSON));

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("User", "User"),
            Map.entry("Simple User", "User"),
            Map.entry("Repository", "Repository"),
            Map.entry("Full Repository", "Repository"),
            Map.entry("Minimal Repository", "Repository"),
            Map.entry("Simple Repository", "Repository"),
            Map.entry("Repository Lite", "Repository"),
            Map.entry("Repo Ref", "RepositoryReference"),
            Map.entry("Simple Installation", "InstallationReference"),
            Map.entry("Projects v2 Project", "ProjectsV2"),
            Map.entry("Alert Instance", "CodeScanningAlertInstance"),
            Map.entry("Organization Custom Property", "CustomProperty"),
            Map.entry("Code Of Conduct Simple", "CodeOfConduct"),
            Map.entry("Actor", "RuleActor"),
            Map.entry("Reviewer", "RuleReviewer"),
            Map.entry("Organization ruleset conditions", "RulesetConditions"),
            Map.entry("Repository ruleset conditions for ref names", "RulesetConditions"),
            Map.entry("Repository ruleset conditions for repository IDs", "RulesetConditions"),
            Map.entry("Repository ruleset conditions for repository names", "RulesetConditions"),
            Map.entry("Repository ruleset conditions for repository properties", "RulesetConditions"),
            Map.entry("License", "License"),
            Map.entry("License Simple", "License"),
            Map.entry("Team", "Team"),
            Map.entry("Team Simple", "Team"),
            Map.entry("GitHub app", "App"),
            Map.entry("App", "App"),
            Map.entry("Organization Simple", "Organization"),
            Map.entry("Pull Request", "PullRequest"),
            Map.entry("Simple Pull Request", "PullRequest"),
            Map.entry("Check Run Pull Request", "PullRequestReference"),
            Map.entry("Pull Request Minimal", "PullRequestReference"),
            Map.entry("PullRequestAutoMerge", "AutoMerge"),
            Map.entry("Auto merge", "AutoMerge"),
            Map.entry("Reaction Rollup", "Reactions"),
            Map.entry("issue comment", "IssueComment"),
            Map.entry("SimpleCommit", "SimpleCommit"),
            Map.entry("Simple Commit", "SimpleCommit"),
            Map.entry("branch protection rule", "BranchProtectionRule"),
            Map.entry("Deployment Workflow Run", "WorkflowRun"),
            Map.entry("Repository Vulnerability Alert Alert", "RepositoryVulnerabilityAlert"),
            Map.entry("CheckRun", "CheckRun"));

    /** Objects without a name of their own that another place describes too. */
    private static final Map<String, String> NESTED = Map.ofEntries(
            Map.entry("CheckSuiteEvent.CheckSuite", "CheckSuite"),
            Map.entry("Repository.Permissions", "RepositoryPermissions"),
            Map.entry("Team.Permissions", "RepositoryPermissions"),
            Map.entry("Installation.Account", "Account"),
            Map.entry("InstallationTargetEvent.Account", "Account"),
            Map.entry("InstallationEvent.Repository", "InstallationRepository"),
            Map.entry("InstallationRepositoriesEvent.RepositoriesAdded", "InstallationRepository"),
            Map.entry("InstallationRepositoriesEvent.RepositoriesRemoved", "InstallationRepository"),
            Map.entry("PullRequestReviewEvent.PullRequest", "PullRequest"),
            Map.entry("PullRequestReviewCommentEvent.PullRequest", "PullRequest"),
            Map.entry("PullRequestReviewThreadEvent.PullRequest", "PullRequest"),
            Map.entry("PullRequest.Head", "PullRequest.Branch"),
            Map.entry("PullRequest.Base", "PullRequest.Branch"),
            Map.entry("PullRequestReference.Head", "PullRequestReference.Branch"),
            Map.entry("PullRequestReference.Base", "PullRequestReference.Branch"));

    private static final Map<String, String> REFS = Map.of(
            "simple-check-suite", "CheckSuite",
            "webhooks_answer", "DiscussionComment",
            "webhooks_comment", "DiscussionComment",
            "webhooks_review", "PullRequestReview",
            "webhooks_approver", "User");

    private static final Set<String> OBJECTS = Set.of("User", "Team", "Organization", "Repository");

    private GitHubNames() {}

    /** The record of an event. */
    static String event(String event) {
        return Words.type(event).replace("Github", "GitHub") + "Event";
    }

    /** The name that a schema has by its title or its place in the description. */
    static Optional<String> named(String ref, JsonNode schema) {
        String title = schema.path("title").asText();
        if (looksLikeUser(schema)) {
            return Optional.of("User");
        } else if (TITLES.containsKey(title)) {
            return Optional.of(TITLES.get(title));
        } else if (!title.isEmpty() && schema.has("properties")) {
            return Optional.of(Words.type(title));
        } else if (REFS.containsKey(ref)) {
            return Optional.of(REFS.get(ref));
        } else if (!ref.isEmpty() && !ref.matches("webhooks_(.*_)?changes.*")) {
            String name = ref.replaceFirst("^(webhooks?|nullable)[_-]", "").replaceFirst("_\\d+$", "");
            return Optional.of(Words.type(name.replaceFirst("-webhooks?$", "")));
        }
        return Optional.empty();
    }

    private static boolean looksLikeUser(JsonNode schema) {
        JsonNode properties = schema.path("properties");
        return properties.has("login") && properties.has("followers_url") && !properties.has("archived_at");
    }

    /** Whether alternatives are different objects, so that one record cannot hold them. */
    static boolean areApart(Set<Optional<String>> names) {
        return names.stream()
                        .flatMap(Optional::stream)
                        .filter(OBJECTS::contains)
                        .count()
                > 1;
    }

    /** The key of an object that has no name but its place. */
    static String nested(String owner, String wire) {
        String key = RecordShape.keyWithin(owner, Words.type(wire));
        return NESTED.getOrDefault(key, key);
    }
}
