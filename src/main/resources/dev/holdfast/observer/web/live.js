"use strict";
/* Shows what is observed, as it happens. */
(() => {
  const by = (id) => document.getElementById(id);
  const sets = new Map();
  const findings = [];
  const gaps = [];
  const signs = { passed: "✓", failed: "✗", inconclusive: "?", "not-applicable": "–", "known-deviation": "≠" };
  const order = (set) => set.broken ? 0 : set.doing === "stuck" ? 1 : set.rests ? 3 : 2;
  const plural = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const clock = (at) => new Date(at).toISOString().slice(11, 19) + " UTC";
  let chosen = null;
  let timeline = null;
  let loading = false;
  let again = false;

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== false) made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  };

  const age = (since) => {
    const seconds = Math.max(0, Math.round((Date.now() - since) / 1000));
    if (seconds < 120) return `${seconds} s`;
    const minutes = Math.floor(seconds / 60);
    return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  };

  /* An explanation says for how long where it knows. */
  const lasting = (set) => set.sentence + (set.rests || set.sentence.includes(", for ") ? "" : ` · ${age(set.since)}`);

  /* Is everything all right? The first look says. */
  const headline = () => {
    const all = [...sets.values()];
    const broken = all.filter((set) => set.broken);
    const stuck = all.filter((set) => set.doing === "stuck");
    const moving = all.filter((set) => !set.rests);
    const promises = broken.reduce((sum, set) => sum + set.broken, 0);
    by("headline").textContent = broken.length ? `${plural(promises, "guarantee")} broken, of ${plural(broken.length, "set")}`
      : stuck.length ? `No promise is broken; ${plural(stuck.length, "set")} cannot go on`
      : all.length ? "No promise is broken" : "There is no StatefulSet here yet";
    by("top").className = `top ${broken.length ? "failed" : stuck.length ? "inconclusive" : "passed"}`;
    document.title = `${broken.length ? "✗" : stuck.length ? "!" : "✓"} ${by("headline").textContent} – Holdfast observes`;
    const sum = (field) => all.reduce((total, set) => total + set[field], 0);
    by("counts").replaceChildren(
      element("span", {}, `${plural(all.length, "set")}: ${all.length - moving.length} at rest, ${moving.length - stuck.length} going on, ${stuck.length} that cannot go on`),
      element("span", {}, `guarantees: ${sum("broken")} broken, ${sum("open")} inconclusive, ${sum("deviating")} known to deviate, ${sum("kept")} kept`));
  };

  const numbers = (set) => {
    const parts = [];
    const count = (number, word, style) => number && parts.push(element("span", { class: `count ${style}` }, `${number} ${word}`));
    count(set.broken, "broken", "failed");
    count(set.open, "open", "inconclusive");
    count(set.kept, "kept", "passed");
    return element("span", { class: "numbers" }, ...parts);
  };

  const item = (set) => {
    const button = element("button", { type: "button", "aria-current": set.key === chosen ? "true" : undefined, "data-key": set.key },
      element("span", { class: `state ${set.doing}`, title: set.doing.replace("_", " ") }),
      element("span", { class: "name" }, element("span", { class: "place" }, set.namespace + "/"), set.set),
      numbers(set),
      element("span", { class: "doing" }, lasting(set)));
    button.addEventListener("click", () => choose(set.key));
    return element("li", {}, button);
  };

  const list = () => {
    const wanted = by("wanted").value.trim().toLowerCase();
    const few = sets.size <= 12;
    const resting = by("resting").checked || few || wanted;
    const found = [...sets.values()]
      .filter((set) => set.key.toLowerCase().includes(wanted))
      .filter((set) => resting || !set.rests || set.broken || set.key === chosen)
      .sort((one, other) => order(one) - order(other) || (one.key < other.key ? -1 : 1));
    const most = 300;
    const focused = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : undefined;
    by("set-list").replaceChildren(...found.slice(0, most).map(item));
    if (!found.length) {
      by("set-list").append(element("li", { class: "empty" }, sets.size ? "Nothing is going on: all sets are at rest." : "No set is observed."));
    }
    if (focused) by("set-list").querySelector(`button[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    const left = sets.size - Math.min(found.length, most);
    by("shown").textContent = left ? `${left} more` : "";
    by("resting").parentElement.hidden = few;
  };

  const found = (finding) => {
    const proofs = finding.evidence.map((proof) => element("li", {},
      `${proof.what}${proof.resourceVersion ? ` at resourceVersion ${proof.resourceVersion}` : ""}, ${clock(proof.at)}`
      + (proof.who ? `, ${proof.who}` : proof.resourceVersion ? ", nobody is on record for it" : "")));
    const key = `${finding.namespace}/${finding.set}`;
    return element("li", {},
      element("p", {}, element("span", { class: "sign failed" }, "✗ "), element("code", {}, finding.guarantee), " ",
        element("a", { href: "#" + key }, key), " ", element("span", { class: "note" }, clock(finding.at))),
      element("p", { class: "seen" }, finding.seen),
      element("p", { class: "note" }, finding.matters),
      element("details", {}, element("summary", {}, "evidence"), element("ul", {}, ...proofs)));
  };

  const tellFindings = () => {
    by("findings").hidden = !findings.length;
    by("finding-list").replaceChildren(...findings.slice(0, 3).map(found));
    by("earlier").hidden = findings.length <= 3;
    by("earlier-summary").textContent = plural(findings.length - 3, "earlier finding");
    by("earlier-list").replaceChildren(...findings.slice(3, 100).map(found));
    if (findings.length > 100) by("earlier-list").append(element("li", {}, `and ${findings.length - 100} more, at `, element("a", { href: "findings" }, "/findings")));
  };

  const tellGaps = () => {
    by("gaps").hidden = !gaps.length;
    by("gap-summary").textContent = plural(gaps.length, "note") + " on what may have been missed";
    by("gap-list").replaceChildren(...gaps.slice(-50).reverse().map((gap) => element("li", {}, `${clock(gap.at)}  ${gap.sentence}`)));
  };

  const choose = (key) => {
    chosen = key;
    timeline = null;
    by("figure").querySelector(".chart").replaceChildren();
    by("figure").querySelector(".inspector").replaceChildren();
    by("detail").hidden = !key;
    document.body.classList.toggle("chosen", Boolean(key));
    if (key) history.replaceState(null, "", "#" + key);
    else history.replaceState(null, "", location.pathname);
    list();
    load();
  };

  const load = async () => {
    if (!chosen) return;
    if (loading) {
      again = true;
      return;
    }
    loading = true;
    const key = chosen;
    const [namespace, set] = key.split("/");
    try {
      const answer = await fetch(`timeline?namespace=${encodeURIComponent(namespace)}&set=${encodeURIComponent(set)}`);
      if (answer.ok && key === chosen) show(await answer.json());
    } catch {
      // The stream of events says that the connection is lost.
    }
    loading = false;
    if (again || key !== chosen) {
      again = false;
      load();
    }
  };

  const show = (window_) => {
    const set = sets.get(chosen);
    by("detail-name").textContent = chosen;
    by("detail-doing").textContent = set ? `${lasting(set)} · shown since ${clock(window_.began)}` : "gone";
    if (timeline) timeline.grow(window_.data);
    else {
      by("figure").querySelector("script")?.remove();
      by("figure").append(element("script", { type: "application/json" }, JSON.stringify(window_.data)));
      timeline = new HoldfastTimeline(by("figure"));
    }
    by("verdicts").replaceChildren(...window_.verdicts.map((verdict) => element("li", { title: verdict.statement },
      element("span", { class: `sign ${verdict.outcome}` }, signs[verdict.outcome]), element("code", {}, verdict.guarantee), " ",
      element("span", {}, verdict.sentence))));
    by("event-count").textContent = window_.rows.length === 200 ? "The last 200 events" : plural(window_.rows.length, "event");
    by("event-rows").replaceChildren(...window_.rows.map((row) => element("tr", { class: row.proof ? "proof" : undefined },
      element("td", { class: "number" }, row.at.toFixed(3)), element("td", { class: "number" }, row.rv), element("td", {}, row.change),
      element("td", {}, element("span", { class: "kind" }, row.kind), " ", row.name), element("td", {}, row.by), element("td", {}, row.text))));
  };

  const connected = (is, words) => {
    by("connection").textContent = words;
    by("top").classList.toggle("lost", !is);
  };

  const changed = () => {
    headline();
    list();
  };

  const source = new EventSource("events");
  source.addEventListener("all", (event) => {
    const told = JSON.parse(event.data);
    sets.clear();
    told.sets.forEach((set) => sets.set(set.key, set));
    findings.splice(0, findings.length, ...told.findings);
    changed();
    tellFindings();
    connected(true, "live");
    if (!chosen && location.hash.includes("/")) choose(decodeURIComponent(location.hash.slice(1)));
  });
  source.addEventListener("rows", (event) => {
    const told = JSON.parse(event.data);
    told.rows.forEach((set) => sets.set(set.key, set));
    told.gone.forEach((key) => sets.delete(key));
    changed();
    if (told.rows.some((set) => set.key === chosen)) load();
  });
  source.addEventListener("finding", (event) => {
    findings.unshift(JSON.parse(event.data));
    tellFindings();
    load();
  });
  source.addEventListener("gap", (event) => {
    gaps.push(JSON.parse(event.data));
    tellGaps();
  });
  source.addEventListener("error", () => connected(false, "not connected; what is shown is of the past"));

  by("wanted").addEventListener("input", list);
  by("resting").addEventListener("input", list);
  document.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  by("close").addEventListener("click", () => choose(null));
  window.addEventListener("hashchange", () => location.hash.includes("/") && choose(decodeURIComponent(location.hash.slice(1))));
  setInterval(() => {
    const set = sets.get(chosen);
    if (set && !set.rests) load();
  }, 2000);
})();
