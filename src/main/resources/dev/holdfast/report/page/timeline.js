"use strict";
/* Draws the timelines of the report with D3, lets them be read with mouse, fingers and keyboard, and filters the page. */
(() => {
  const AXIS = 20;
  const HEAD = 19;
  const NARROW = 620;
  const DIGITS = 6.65;
  const MANY = 26;
  const LEVELS = 3;
  const LEVEL = 17;
  const DISC = 19;
  const BADGE = 15;
  const roomy = { set: 22, pod: 26, other_pod: 26, claim: 18, revision: 18 };
  const dense = { set: 20, pod: 17, other_pod: 17, claim: 11, revision: 13 };
  const thickness = {
    pending: 5, running: 11, ready: 17, ended: 7, terminating: 11,
    bound: 9, lost: 3, settled: 16, changing: 16, present: 11,
  };
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");

  const seconds = (value) => (value < 10 ? value.toFixed(3) : value.toFixed(2)) + " s";

  class Timeline {
    constructor(figure) {
      this.figure = figure;
      this.data = JSON.parse(figure.querySelector("script").textContent);
      this.inspector = figure.querySelector(".inspector");
      this.chart = d3.select(figure.querySelector(".chart"));
      this.transform = d3.zoomIdentity;
      this.selected = null;
      this.width = 0;
      this.evidence = new Map(this.data.evidence.map((each, i) => [each.index, { ...each, letter: letter(i) }]));
      this.build();
      // In the next frame: drawing changes the height that is being observed.
      new ResizeObserver(() => requestAnimationFrame(() => this.resize())).observe(this.chart.node());
      this.resize();
      this.toViolation();
    }

    /* The same history, of which there is more by now: what is selected and how far it is zoomed in stays. */
    grow(data) {
      this.data = data;
      this.evidence = new Map(data.evidence.map((each, i) => [each.index, { ...each, letter: letter(i) }]));
      this.width = 0;
      this.resize();
      this.drawCursor();
    }

    build() {
      const tools = this.chart.append("div").attr("class", "zoom");
      const button = (text, name, act) => tools.append("button").attr("type", "button")
        .attr("aria-label", name).attr("title", name).text(text).on("click", act);
      button("−", "Zoom out", () => this.zoomBy(1 / 1.6));
      button("+", "Zoom in", () => this.zoomBy(1.6));
      if (this.data.broken.length) button("violation", "Show the violation", () => this.toViolation());
      button("whole", "Show the whole recording", () => this.whole());
      this.svg = this.chart.append("svg")
        .attr("tabindex", 0).attr("role", "application").attr("aria-roledescription", "timeline")
        .attr("aria-label", this.summary());
      this.clip = "clip-" + Math.random().toString(36).slice(2);
      this.svg.append("clipPath").attr("id", this.clip).append("rect");
      for (const layer of ["stripes", "labels", "axis", "stepspan", "broken", "guides", "lanes", "instants", "marks", "proofs", "cursor"]) {
        this[layer] = this.svg.append("g").attr("class", layer);
        if (!["stripes", "labels", "axis"].includes(layer)) this[layer].attr("clip-path", `url(#${this.clip})`);
      }
      this.zoom = d3.zoom().filter((event) => event.type === "wheel" ? event.ctrlKey || event.metaKey || event.shiftKey
        : event.type.startsWith("touch") ? event.touches.length > 1 : !event.button)
        .on("zoom", (event) => { this.transform = event.transform; this.draw(); this.told = this.x.domain(); });
      this.svg.call(this.zoom).on("dblclick.zoom", null);
      this.svg.on("keydown", (event) => this.key(event)).on("pointerleave", () => this.say(this.selected));
    }

    summary() {
      const pods = this.data.lanes.filter((lane) => lane.group === "POD").length;
      return `Timeline of ${seconds(this.data.seconds)}: ${pods} pod ${pods === 1 ? "lane" : "lanes"}, `
        + `${this.data.marks.length} actions and readings. Arrow keys go from one thing to the next, plus and minus zoom, `
        + "0 shows everything, Enter goes to the table of events.";
    }

    resize() {
      const width = Math.floor(this.chart.node().clientWidth);
      if (width < 50 || width === this.width) return;
      this.width = width;
      this.narrow = width < NARROW;
      const longest = d3.max(this.data.lanes, (lane) => lane.name.length) || 0;
      this.dense = this.data.lanes.length > MANY;
      this.svg.classed("dense", this.dense);
      this.left = this.narrow ? 4 : Math.min(Math.max(Math.ceil(longest * DIGITS) + 14, 134), 210);
      this.right = width - 10;
      /* No mark lies beyond. */
      this.bounds = [this.left - 2, this.right + 7];
      const before = this.told;
      this.x0 = d3.scaleLinear([0, this.data.seconds], [this.left + 12, this.right]);
      this.x = this.x0;
      this.layout();
      this.svg.attr("viewBox", `0 0 ${width} ${this.height}`).attr("width", width).attr("height", this.height);
      this.svg.select("clipPath rect").attr("x", this.bounds[0]).attr("y", 0)
        .attr("width", this.bounds[1] - this.bounds[0]).attr("height", this.height);
      this.zoom.scaleExtent([1, Math.max(4, this.data.seconds * 40)])
        .extent([[this.left, 0], [this.right, this.height]])
        .translateExtent([[this.left, 0], [this.right, this.height]]);
      this.frame();
      this.draw();
      if (before && this.transform.k > 1) this.show(...before);
    }

    /* Shows a stretch of the recording, as wide as there is room. */
    show(from, to) {
      const [least, most] = this.zoom.scaleExtent();
      const room = this.right - this.left - 12;
      const k = Math.min(Math.max(room / Math.max(this.x0(to) - this.x0(from), 1), least), most);
      const middle = (this.x0(Math.max(from, 0)) + this.x0(Math.min(to, this.data.seconds))) / 2;
      const shift = Math.min(Math.max((this.left + 12 + room / 2) - k * middle, this.right - k * this.right), this.left + 12 - k * (this.left + 12));
      this.zoomTo(d3.zoomIdentity.translate(shift, 0).scale(k));
    }

    whole() {
      this.clicked = null;
      this.zoomTo(d3.zoomIdentity);
    }

    /* A timeline opens where something is broken. */
    toViolation() {
      const first = this.data.broken[0];
      if (!first) return this.say(null);
      this.clicked = null;
      this.show(...first.window);
      this.select(first.index);
    }

    /* Shows what happened during a step. */
    toStep(from, to) {
      this.clicked = [from, to];
      const margin = Math.max((to - from) * 0.15, 0.3);
      this.show(from - margin, to + margin);
      this.selected = null;
      this.drawCursor();
      this.say(null);
    }

    select(index) {
      this.selected = index;
      const stop = this.stops.flat().find((each) => each.indexes.includes(index));
      if (stop && (this.x(stop.at) < this.left || this.x(stop.at) > this.right)) this.svg.call(this.zoom.translateTo, this.x0(stop.at), 0);
      this.drawCursor();
      this.say(index);
    }

    /* Where each row lies, from top to bottom. */
    layout() {
      let y = AXIS + 2;
      this.rows = [];
      const strip = (sort, title, height) => {
        const head = this.narrow ? 13 : 0;
        this.rows.push({ strip: sort, title, y: y + head, top: y, height });
        y += height + head;
      };
      const has = (sort) => this.data.marks.some((mark) => mark.sort === sort);
      if (has("action")) {
        this.levels = LEVELS;
        this.levels = 1 + d3.max(this.badges("action"), (badge) => badge.level);
        strip("action", "what the scenario did", 3 + LEVEL * this.levels);
      }
      if (has("reading")) strip("reading", "what it read", 20);
      if (has("gap")) strip("gap", "gaps", 20);
      const letters = this.letters();
      const loose = letters.get(null);
      if (loose) strip("proof", "other evidence", this.highFor(loose));
      let group = null;
      for (const lane of this.data.lanes) {
        const sort = lane.group.toLowerCase();
        if (lane.group !== group) {
          this.rows.push({ heading: lane.title, y: y + 3, top: y, height: HEAD });
          y += HEAD + 1;
          group = lane.group;
        }
        const head = this.narrow ? 12 : 0;
        const height = Math.max((this.dense ? dense : roomy)[sort], this.highFor(letters.get(lane)));
        this.rows.push({ lane, sort, y: y + head, top: y, height });
        y += height + head;
      }
      this.height = y + 6;
    }

    /* What does not move when zooming. */
    frame() {
      const lanes = this.rows.filter((row) => row.lane);
      this.stripes.selectAll("rect").data(lanes).join("rect")
        .attr("x", 0).attr("y", (row) => row.y + 1).attr("width", this.width).attr("height", (row) => row.height - 2);
      const most = Math.floor((this.narrow ? this.width : this.left - 10) / DIGITS);
      const short = (name) => name.length > most ? "…" + name.slice(name.length - most + 1) : name;
      this.labels.selectAll("text.lane").data(lanes).join("text").attr("class", "lane")
        .attr("x", this.narrow ? 5 : this.left - 9).attr("text-anchor", this.narrow ? "start" : "end")
        .attr("y", (row) => this.narrow ? row.top + 9 : row.y + row.height / 2 + (this.dense ? 3 : 4))
        .text((row) => short(row.lane.name))
        .selectAll("title").data((row) => [row.lane.name]).join("title").text((name) => name);
      this.labels.selectAll("text.heading").data(this.rows.filter((row) => row.heading)).join("text")
        .attr("class", "heading").attr("x", this.narrow ? 5 : this.left - 9)
        .attr("text-anchor", this.narrow ? "start" : "end").attr("y", (row) => row.y + 12).text((row) => row.heading);
      this.labels.selectAll("line").data(this.rows.filter((row) => row.heading)).join("line")
        .attr("x1", this.narrow ? 0 : this.left).attr("x2", this.width)
        .attr("y1", (row) => row.y).attr("y2", (row) => row.y);
      this.labels.selectAll("text.strip").data(this.rows.filter((row) => row.strip)).join("text")
        .attr("class", "strip").attr("x", this.narrow ? 5 : this.left - 9)
        .attr("text-anchor", this.narrow ? "start" : "end")
        .attr("y", (row) => this.narrow ? row.top + 9 : row.y + 13).text((row) => row.title);
    }

    draw() {
      this.x = this.transform.rescaleX(this.x0);
      const [from, to] = this.x.domain();
      const ticks = Math.max(2, Math.floor((this.right - this.left) / 80));
      const unit = to - from < 5 ? (value) => value.toFixed(to - from < 0.5 ? 3 : 1) + " s" : (value) => value + " s";
      this.axis.attr("transform", `translate(0,${AXIS})`)
        .call(d3.axisTop(this.x).ticks(ticks).tickFormat(unit).tickSize(-this.height + AXIS).tickSizeOuter(0));
      // A label at an edge would be cut off.
      const [least, most] = [this.left, this.width];
      this.axis.selectAll("text").each((value, i, nodes) => {
        const half = nodes[i].textContent.length * DIGITS / 2;
        const x = this.x(value);
        nodes[i].setAttribute("dx", Math.min(Math.max(x, least + half), most - half) - x);
      });
      this.stops = [];
      this.drawShades();
      this.drawMarks();
      this.drawLanes();
      this.drawEvidence();
      this.drawCursor();
    }

    /* The evidence that lies on each lane; on none of them lies what no row and no mark shows. */
    letters() {
      const marked = new Set(this.data.marks.map((mark) => mark.index));
      const found = (each) => this.data.lanes.find((lane) => lane.bars.some((bar) =>
        bar.segments.some((segment) => segment.index === each.index)) || lane.name === each.name && same(lane, each)) || null;
      return d3.group([...this.evidence.values()].filter((each) => !marked.has(each.index)), found);
    }

    /* How high a row has to be for its letters, wherever they lie. */
    levelsFor(letters) {
      return Math.ceil(letters.length / Math.floor((this.bounds[1] - this.bounds[0]) / DISC));
    }

    highFor(letters) {
      return letters ? 2 + DISC * this.levelsFor(letters) : 0;
    }

    /* The marks of a sort that can be seen, each with its place; what lies outside is there for the keyboard only. */
    badges(sort) {
      let number = 0;
      const all = this.data.marks.filter((mark) => mark.sort === sort).map((mark) => {
        number += 1;
        const proof = this.evidence.get(mark.index);
        return { marks: [mark], from: number, to: number, sort, true: this.x(mark.at), letters: proof ? [proof.letter] : [] };
      });
      const seen = all.filter((badge) => this.sees(badge.true));
      const placed = sort === "action" ? fitted(seen, this.bounds, this.levels) : apart(seen, this.bounds);
      const hidden = all.filter((badge) => !this.sees(badge.true)).map((badge) => ({ ...badge, x: badge.true, level: 0, hidden: true }));
      return d3.sort([...placed, ...hidden], (badge) => badge.from);
    }

    sees(x) {
      return x >= this.bounds[0] && x <= this.bounds[1];
    }

    /* The time in which a guarantee is broken, and the time of the step that was clicked. */
    drawShades() {
      const least = 3;
      const shade = (layer, spans) => {
        const parts = layer.selectAll("rect").data(spans).join("rect");
        parts.attr("x", ([from]) => this.x(from)).attr("width", ([from, to]) => Math.max(least, this.x(to) - this.x(from)))
          .attr("y", AXIS).attr("height", this.height - AXIS);
      };
      shade(this.broken, this.data.broken.map((each) => [each.from, each.to]));
      shade(this.stepspan, this.clicked ? [this.clicked] : []);
    }

    drawMarks() {
      const all = [];
      for (const row of this.rows.filter((each) => each.strip && each.strip !== "proof")) {
        const middle = row.y + row.height / 2;
        const action = row.strip === "action";
        const stops = this.badges(row.strip).map((group) => ({ row, group, sort: row.strip, x: group.x, words: words(group),
          y: action ? row.y + 10 + group.level * LEVEL : middle, line: action ? group.true : group.x,
          indexes: group.marks.map((mark) => mark.index), at: group.marks[0].at }));
        this.stops.push(stops);
        all.push(...stops.filter((stop) => !stop.group.hidden));
      }
      const lines = this.marks.selectAll("line").data(all.filter((stop) => stop.x !== stop.line)).join("line").attr("class", "leader");
      lines.attr("x1", (stop) => stop.x).attr("y1", (stop) => stop.y).attr("x2", (stop) => stop.line)
        .attr("y2", (stop) => stop.row.y + stop.row.height).lower();
      const parts = this.marks.selectAll("g.mark").data(all).join((enter) => {
        const g = enter.append("g");
        g.append("path");
        g.append("text").attr("text-anchor", "middle").attr("dy", 4);
        return g;
      }).attr("class", (stop) => `mark ${stop.sort}${stop.group.letters.length ? " proof" : ""}`)
        .attr("transform", (stop) => `translate(${stop.x},${stop.y})`);
      this.listen(parts);
      parts.select("path").attr("d", (stop) => {
        if (stop.words) return pill(wide(stop.group), BADGE);
        if (stop.sort === "gap") return "M-7,6L0,-7L7,6Z";
        return stop.group.marks.length > 1 ? "M-5,0L0,-6L5,0L0,6Z" : "M-4,0L0,-5L4,0L0,5Z";
      });
      parts.select("text").text((stop) => stop.words || (stop.sort === "gap" ? "!" : ""));
      this.guides.selectAll("line").data(all.filter((stop) => stop.sort !== "reading")).join("line")
        .attr("class", (stop) => stop.sort).attr("x1", (stop) => stop.line).attr("x2", (stop) => stop.line)
        .attr("y1", (stop) => stop.row.y + stop.row.height).attr("y2", this.height);
    }

    drawLanes() {
      const pieces = [];
      const caps = [];
      for (const row of this.rows.filter((each) => each.lane)) {
        const stops = [];
        const middle = row.y + row.height / 2;
        for (const bar of row.lane.bars) {
          for (const segment of bar.segments) {
            const from = this.x(segment.from);
            const width = Math.max(2, this.x(segment.to) - from);
            const proof = this.evidence.has(segment.index);
            stops.push({ row, lane: row.lane, bar, segment, sort: row.sort, x: from, width, y: middle, proof,
              high: thickness[segment.state] * (this.dense ? 0.7 : 1), indexes: [segment.index], at: segment.from });
          }
          if (bar.begun) caps.push({ x: this.x(bar.from), y: middle, high: row.height - (this.dense ? 3 : 8) });
          if (bar.gone) caps.push({ x: this.x(bar.to), y: middle, high: row.height - (this.dense ? 3 : 8), gone: true });
        }
        this.stops.push(stops);
        pieces.push(...stops);
      }
      const parts = this.lanes.selectAll("g.segment").data(pieces).join((enter) => {
        const g = enter.append("g");
        g.append("rect").attr("class", "reach");
        g.append("rect").attr("class", "body");
        g.append("path").attr("class", "hatch");
        g.append("text");
        return g;
      }).attr("class", (stop) => `segment ${stop.segment.state} ${stop.sort}`);
      this.listen(parts);
      parts.select(".reach").attr("x", (stop) => stop.x).attr("width", (stop) => stop.width)
        .attr("y", (stop) => stop.row.y).attr("height", (stop) => stop.row.height);
      parts.select(".body").attr("x", (stop) => stop.x).attr("width", (stop) => stop.width)
        .attr("y", (stop) => stop.y - stop.high / 2).attr("height", (stop) => stop.high);
      parts.select(".hatch").attr("d", (stop) => stop.segment.state === "terminating" ? this.hatch(stop) : null);
      parts.select("text").each((stop, i, nodes) => this.caption(d3.select(nodes[i]), stop));
      this.lanes.selectAll("line.cap").data(caps).join("line").attr("class", (cap) => cap.gone ? "cap gone" : "cap")
        .attr("x1", (cap) => cap.x).attr("x2", (cap) => cap.x)
        .attr("y1", (cap) => cap.y - cap.high / 2).attr("y2", (cap) => cap.y + cap.high / 2);
    }

    /* Slanted lines drawn as one path, which prints everywhere. */
    hatch(stop) {
      const from = Math.max(stop.x, this.left - 4);
      const to = Math.min(stop.x + stop.width, this.right + 4);
      const top = stop.y - stop.high / 2;
      let path = "";
      for (let x = from + 2; x < to - 1; x += 5) {
        const end = Math.min(x + 5, to);
        path += `M${x.toFixed(1)},${top + stop.high}L${end.toFixed(1)},${(top + stop.high * (1 - (end - x) / 5)).toFixed(1)}`;
      }
      return path;
    }

    /* What fits into a bar: the uid of a pod, the volume of a claim, the counts of a set. */
    caption(text, stop) {
      const from = Math.max(stop.x, this.left);
      const room = Math.min(stop.x + stop.width, this.right) - from - 8;
      const choices = stop.segment.state === "ready" ? [stop.bar.uid]
        : stop.sort === "set" ? [stop.segment.text, stop.segment.text.replace(" of ", "/").replace(" Ready", "")]
        : stop.sort === "revision" ? [stop.segment.text]
        : [];
      const words = choices.find((choice) => choice.length * DIGITS < room);
      text.attr("x", from + 5).attr("y", stop.y + (this.dense ? 3 : 4)).text(words || "");
    }

    /* A letter lies beside its moment, or as near to it as there is room, with a line to it. */
    drawEvidence() {
      const flags = [];
      for (const [lane, letters] of this.letters()) {
        const row = this.rows.find((each) => lane ? each.lane === lane : each.strip === "proof");
        const levels = this.levelsFor(letters);
        const seen = letters.map((each) => ({ ...each, moment: this.x(each.at), width: DISC })).filter((each) => this.sees(each.moment));
        seen.forEach((each) => { each.true = each.moment - DISC / 2 >= this.bounds[0] + DISC / 2 ? each.moment - DISC / 2 : each.moment + DISC / 2; });
        for (const flag of spread(d3.sort(seen, (each) => each.true), this.bounds, levels)) {
          flags.push({ ...flag, y: row.y + row.height / 2 + (flag.level - (levels - 1) / 2) * DISC });
        }
      }
      const moments = [...this.evidence.values()].map((each) => this.x(each.at)).filter((x) => this.sees(x));
      this.instants.selectAll("line").data(moments).join("line").attr("x1", (x) => x).attr("x2", (x) => x)
        .attr("y1", AXIS).attr("y2", this.height);
      this.proofs.selectAll("line").data(flags).join("line").attr("x1", (flag) => flag.x)
        .attr("x2", (flag) => flag.moment).attr("y1", (flag) => flag.y).attr("y2", (flag) => flag.y);
      const parts = this.proofs.selectAll("g").data(flags).join((enter) => {
        const g = enter.append("g");
        g.append("circle").attr("r", 8.5);
        g.append("text").attr("text-anchor", "middle").attr("dy", 4);
        return g;
      }).attr("transform", (flag) => `translate(${flag.x},${flag.y})`).raise();
      parts.select("text").text((flag) => flag.letter);
      parts.on("pointerenter", (event, flag) => this.tellEvidence(flag))
        .on("click", (event, flag) => this.select(flag.index));
    }

    tellEvidence(each, whole) {
      this.tell(`${each.letter}: ${each.kind} ${each.name} ${each.change}, ${each.text}`,
        seconds(each.at) + (each.rv ? ` · rv ${each.rv}` : ""), each.index, whole);
    }

    drawCursor() {
      const stop = this.selected === null ? null : this.stops.flat().find((each) => each.indexes.includes(this.selected));
      this.cursor.selectAll("rect").data(stop ? [stop] : []).join("rect")
        .attr("x", (each) => each.segment ? each.x - 2 : each.x - wide(each.group) / 2 - 2)
        .attr("width", (each) => each.segment ? each.width + 4 : wide(each.group) + 4)
        .attr("y", (each) => each.row.y).attr("height", (each) => each.row.height);
    }

    listen(parts) {
      parts.on("pointerenter", (event, stop) => this.describe(stop))
        .on("click", (event, stop) => { this.selected = stop.indexes[0]; this.drawCursor(); this.describe(stop, true); });
    }

    describe(stop, whole) {
      if (stop.group) {
        const marks = stop.group.marks;
        const shown = marks.slice(0, 3).map((mark) => mark.text).join("; ");
        const number = stop.words ? stop.words + " · " : "";
        this.tell(number + shown + (marks.length > 3 ? ` … and ${marks.length - 3} more` : ""), seconds(stop.at), stop.indexes[0], whole);
        return;
      }
      const { lane, bar, segment } = stop;
      const proof = this.evidence.get(segment.index);
      const state = segment.words + (segment.text && segment.text !== bar.uid ? ", " + segment.text : "");
      this.tell(`${proof ? proof.letter + ": " : ""}${lane.name} · ${state}`,
        `uid ${bar.uid} · rv ${segment.rv} · ${seconds(segment.from)} → ${seconds(segment.to)} (${seconds(segment.to - segment.from)})`,
        segment.index, whole);
    }

    /* In one line; of what is selected also what changed, who wrote it and what was logged in that second. */
    tell(what, when, index, whole) {
      const inspector = d3.select(this.inspector).attr("class", "inspector");
      inspector.selectAll("*").remove();
      const line = inspector.append("p");
      line.append("b").text(what);
      line.append("span").text(when);
      const row = this.row(index);
      const by = row ? row.querySelector(".by").textContent : "";
      if (by) line.append("span").text(by.startsWith("deleted") || by === "evicted" ? by : "by " + by);
      if (this.table()) line.append("button").attr("type", "button").text("in the table").on("click", () => this.toTable(index));
      if (!whole || !row) return;
      const fields = row.querySelector(".fields");
      if (fields) this.inspector.append(fields.cloneNode(true));
      const at = +row.querySelector("td").textContent;
      const lines = this.data.logs.filter((each) => Math.abs(each.at - at) <= 0.5);
      const list = inspector.append("ul").attr("class", "logged");
      const items = list.selectAll("li").data(lines.slice(0, 20)).join("li");
      items.append("span").attr("class", "component").text((each) => each.component);
      items.append("code").text((each) => each.text);
      if (lines.length > 20) list.append("li").attr("class", "more").text(`and ${lines.length - 20} more lines in that second`);
    }

    row(index) {
      const table = this.table();
      return table && table.querySelector(`tr[data-index="${index}"]`);
    }

    table() {
      return this.figure.parentElement.querySelector("details.events");
    }

    say(selected) {
      const stop = selected === null || !this.stops ? null : this.stops.flat().find((each) => each.indexes.includes(selected));
      if (stop) return this.describe(stop, true);
      // What is gone has no bar any more.
      if (this.evidence.has(selected)) return this.tellEvidence(this.evidence.get(selected), true);
      d3.select(this.inspector).attr("class", "inspector hint")
        .text("Point at a bar or a mark to read it, or focus the timeline and use the arrow keys; + − 0 zoom.");
    }

    toTable(index) {
      const table = this.table();
      const row = this.row(index);
      if (!row) return;
      table.open = true;
      table.querySelectorAll(".shown").forEach((other) => other.classList.remove("shown"));
      row.classList.add("shown");
      row.setAttribute("tabindex", -1);
      row.scrollIntoView({ block: "center", behavior: still.matches ? "auto" : "smooth" });
      row.focus({ preventScroll: true });
    }

    key(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const act = {
        ArrowRight: () => this.step(1), ArrowLeft: () => this.step(-1),
        ArrowDown: () => this.cross(1), ArrowUp: () => this.cross(-1),
        Home: () => this.edge(0), End: () => this.edge(-1),
        "+": () => this.zoomBy(1.6), "=": () => this.zoomBy(1.6), "-": () => this.zoomBy(1 / 1.6),
        0: () => this.whole(),
        Enter: () => this.selected !== null && this.toTable(this.selected),
        Escape: () => { this.selected = null; this.drawCursor(); this.say(null); },
      }[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    }

    place() {
      const rows = this.stops.filter((stops) => stops.length);
      for (const stops of rows) {
        const i = stops.findIndex((stop) => stop.indexes.includes(this.selected));
        if (i >= 0) return { rows, stops, i };
      }
      return { rows, stops: rows[0] || [], i: -1 };
    }

    step(by) {
      const { stops, i } = this.place();
      if (stops.length) this.choose(stops[Math.min(Math.max(i + by, 0), stops.length - 1)]);
    }

    edge(which) {
      this.choose(this.place().stops.at(which));
    }

    cross(by) {
      const { rows, stops, i } = this.place();
      if (i < 0) return this.step(1);
      const next = rows[rows.indexOf(stops) + by];
      if (next) this.choose(next[d3.minIndex(next, (stop) => Math.abs(stop.at - stops[i].at))]);
    }

    choose(stop) {
      if (!stop) return;
      this.selected = stop.indexes[0];
      const x = this.x(stop.at);
      if (x < this.left || x > this.right) this.svg.call(this.zoom.translateTo, this.x0(stop.at), 0);
      this.drawCursor();
      this.say(this.selected);
    }

    zoomBy(factor) {
      const around = this.selected === null ? undefined : [Math.min(Math.max(this.cursorX(), this.left), this.right), 0];
      this.svg.call(this.zoom.scaleBy, factor, around);
    }

    cursorX() {
      const stop = this.stops.flat().find((each) => each.indexes.includes(this.selected));
      return stop ? stop.x : (this.left + this.right) / 2;
    }

    zoomTo(transform) {
      this.svg.call(this.zoom.transform, transform);
    }
  }

  const letter = (i) => String.fromCharCode(65 + i % 26) + (i < 26 ? "" : Math.floor(i / 26));
  const kinds = { SET: "StatefulSet", POD: "Pod", OTHER_POD: "Pod", CLAIM: "PersistentVolumeClaim", REVISION: "ControllerRevision" };
  const same = (lane, evidence) => kinds[lane.group] === evidence.kind;
  const range = (from, to) => from === to ? `${from}` : `${from}–${to}`;
  /* A mark that is evidence carries its letter. */
  const words = ({ sort, from, to, letters }) =>
    [...(sort === "action" ? [range(from, to)] : []), ...(letters.length ? [range(letters[0], letters.at(-1))] : [])].join(" ");
  const wide = (group) => words(group) ? words(group).length * 7 + 8 : group.sort === "gap" ? 14 : 10;

  /* Without covering anything and inside of the bounds, on levels below each other and as near to its moment as there is room. */
  const spread = (boxes, [from, to], levels) => {
    const rows = d3.range(levels).map(() => ({ end: from, used: 0, boxes: [] }));
    for (const box of boxes) {
      const start = Math.min(Math.max(box.true - box.width / 2, from), to - box.width);
      const row = rows.find((each) => each.end <= start) || d3.least(rows, (each) => each.used);
      row.boxes.push({ ...box, level: rows.indexOf(row), start: Math.max(start, row.end) });
      row.end = Math.max(start, row.end) + box.width;
      row.used += box.width;
    }
    for (const row of rows) {
      let end = to;
      for (const box of row.boxes.slice().reverse()) {
        box.start = Math.min(box.start, end - box.width);
        box.x = box.start + box.width / 2;
        end = box.start;
      }
    }
    return rows.flatMap((row) => row.boxes);
  };

  const joined = (a, b) => ({ ...a, marks: [...a.marks, ...b.marks], to: b.to, letters: [...a.letters, ...b.letters] });
  const sized = (badge) => ({ ...badge, width: wide(badge) + 2 });

  /* All of them spread; where there are too many for that, those that are closest to each other share a badge. */
  const fitted = (badges, bounds, levels) => {
    const gaps = d3.sort(d3.range(1, badges.length), (i) => badges[i].true - badges[i - 1].true);
    for (let shared = 0; ; shared = shared * 2 + 1) {
      const close = new Set(gaps.slice(0, shared));
      const groups = [];
      badges.forEach((badge, i) => close.has(i) ? groups.push(joined(groups.pop(), badge)) : groups.push(badge));
      const placed = spread(groups.map(sized), bounds, levels);
      if (shared >= gaps.length || placed.every((badge) => badge.start >= bounds[0])) return placed;
    }
  };

  /* All of them where they are; those that would cover each other become one. */
  const apart = (badges, [from, to]) => {
    const placed = [];
    for (const badge of badges) {
      let next = badge;
      for (;;) {
        next = sized(next);
        next.x = Math.min(Math.max(next.true, from + next.width / 2), to - next.width / 2);
        const last = placed.at(-1);
        if (!last || last.x + last.width / 2 <= next.x - next.width / 2) break;
        next = joined(placed.pop(), next);
      }
      placed.push({ ...next, level: 0 });
    }
    return placed;
  };
  const pill = (width, height) => {
    const r = height / 2;
    const w = Math.max(width / 2 - r, 0);
    return `M${-w},${-r}H${w}A${r},${r} 0 0 1 ${w},${r}H${-w}A${r},${r} 0 0 1 ${-w},${-r}Z`;
  };

  /* The tables of what is as promised are packed: hardly anybody looks at them, and all of them would be most of the page. */
  const unpack = async (packed) => {
    const bytes = Uint8Array.from(atob(packed.textContent), (each) => each.charCodeAt(0));
    const text = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
    packed.parentElement.innerHTML = await text;
  };

  /* A timeline is drawn when it can be seen for the first time. */
  const drawn = new Map();
  const show = (scenario) => scenario.querySelectorAll("figure.timeline").forEach((figure) => {
    if (drawn.has(figure)) return;
    scenario.querySelectorAll("script[type='application/gzip']").forEach(unpack);
    const timeline = new Timeline(figure);
    drawn.set(figure, timeline);
    link(scenario, timeline);
  });

  /* A step and an action move the timeline to where they are. */
  const press = (element, act) => {
    element.classList.add("linked");
    element.setAttribute("tabindex", 0);
    element.setAttribute("role", "button");
    element.addEventListener("click", () => String(window.getSelection()) || act());
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act();
    });
  };
  const link = (scenario, timeline) => {
    const steps = [...scenario.querySelectorAll(".step")].filter((step) => step.dataset.span);
    for (const step of steps) {
      press(step, () => {
        steps.forEach((other) => other.classList.toggle("now", other === step));
        timeline.toStep(...step.dataset.span.split(",").map(Number));
      });
    }
    scenario.querySelectorAll(".actions [data-index]").forEach((action) => press(action, () => timeline.select(+action.dataset.index)));
  };
  const scenarios = [...document.querySelectorAll("details.scenario")];
  for (const scenario of scenarios) {
    scenario.addEventListener("toggle", () => scenario.open && show(scenario));
    if (scenario.open) show(scenario);
  }

  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest(".filtered")) clear();
    for (let around = target; around; around = around.parentElement) {
      if (around.matches("details")) around.open = true;
    }
    if (target.matches("details.scenario")) show(target);
    target.scrollIntoView();
  };

  /* What does not match the filter is hidden, and a section with nothing left is. */
  const filter = document.querySelector("form.filter");
  const filtered = [...document.querySelectorAll("[data-verdict]")];
  const texts = new Map();
  const text = (element) => {
    if (!texts.has(element)) {
      const parts = element.matches("details.scenario")
        ? [...element.querySelectorAll(".names, .finding, .gherkin, .verdicts, .moments")] : [element];
      texts.set(element, parts.map((part) => part.textContent).join(" ").toLowerCase());
    }
    return texts.get(element);
  };
  const matches = (element, { verdict, family, text: wanted }) =>
    (!verdict.value || element.dataset.verdict === verdict.value)
    && (!family.value || element.dataset.families.split(" ").includes(family.value))
    && wanted.value.toLowerCase().split(/\s+/).every((word) => text(element).includes(word));
  const apply = () => {
    const fields = filter.elements;
    const active = fields.verdict.value || fields.family.value || fields.text.value.trim();
    filtered.forEach((element) => element.classList.toggle("filtered", Boolean(active) && !matches(element, fields)));
    document.querySelectorAll("main > section, details.kept").forEach((part) => {
      const all = part.querySelectorAll("[data-verdict]");
      part.classList.toggle("filtered", all.length > 0 && !part.querySelector("[data-verdict]:not(.filtered)"));
      if (active && part.matches("details.kept")) part.open = true;
    });
    const left = (selector) => filtered.filter((each) => each.matches(selector) && !each.classList.contains("filtered")).length;
    const count = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;
    filter.querySelector("output").textContent = active ? `${count(left("tr"), "guarantee")}, ${count(left(".scenario"), "scenario")}` : "";
  };
  const clear = () => {
    filter.reset();
    apply();
  };
  if (filter) {
    filter.hidden = false;
    filter.addEventListener("input", apply);
    filter.addEventListener("submit", (event) => event.preventDefault());
  }
  /* For a page that draws timelines of its own. */
  window.HoldfastTimeline = Timeline;

  window.addEventListener("hashchange", follow);
  if (location.hash) follow();

  document.querySelectorAll(".tools").forEach((tools) => { tools.hidden = false; });
  document.querySelectorAll("button[data-open]").forEach((button) => button.addEventListener("click", () =>
    scenarios.forEach((scenario) => { scenario.open = button.dataset.open === "all"; })));
  window.addEventListener("beforeprint", () => drawn.forEach((timeline) => timeline.whole()));
})();
