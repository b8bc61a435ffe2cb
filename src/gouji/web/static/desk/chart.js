// Draws every [data-chart] from its description (core/charts.py): {title, unit, shape, categories, series: [{name, values}]}.
// data-chart names an element that holds the JSON; data-chart-url an address that answers it. Values are decimals in text:
// exact in the table beside the chart, numbers only here, for drawing.
"use strict";

(() => {
  const COLOURS = ["#2f6fb0", "#d9822b", "#4b8f5c", "#8a5aa8", "#b8433f", "#5b7c8d", "#9a8a3c", "#3a9aa0"];
  const SYMBOLS = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect"];
  const FONT = getComputedStyle(document.body).fontFamily;
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  function number(text) {
    return text === null ? null : Number(text);
  }

  // 12345.6 as 12,345.6: as many decimals as the value has, two at most.
  function words(value) {
    return value === null || value === undefined ? "—" : value.toLocaleString("zh-CN", { maximumFractionDigits: 2 });
  }

  function share(description) {
    const total = description.series.reduce((sum, one) => sum + (number(one.values[0]) || 0), 0);
    return {
      series: [{
        type: "pie", radius: ["38%", "68%"], center: ["50%", "46%"],
        label: { formatter: (item) => `${item.name} ${total ? (item.value / total * 100).toFixed(1) : 0}%`, fontFamily: FONT },
        data: description.series.map((one) => ({ name: one.name, value: number(one.values[0]) })),
      }],
    };
  }

  function axes(description) {
    const many = description.categories.length > 8;
    const long = description.categories.some((one) => one.length > 8);
    const lying = description.shape !== "line" && (many || long);
    const names = {
      type: "category", data: description.categories, inverse: lying, axisTick: { show: false },
      axisLabel: { fontFamily: FONT, width: lying ? 130 : 90, overflow: lying ? "truncate" : "break", interval: lying ? 0 : "auto" },
    };
    const values = {
      type: "value", splitNumber: 4, axisLabel: { fontFamily: FONT, formatter: words },
      splitLine: { lineStyle: { color: "#e6e9ed" } },
    };
    const series = description.series.map((one, at) => ({
      name: one.name,
      type: description.shape === "line" ? "line" : "bar",
      stack: description.shape === "stack" ? "all" : undefined,
      data: one.values.map(number),
      barMaxWidth: 34, barGap: "12%",
      symbol: SYMBOLS[at % SYMBOLS.length], symbolSize: 8, lineStyle: { width: 2.5 }, connectNulls: false,
      label: { show: !lying && description.shape !== "stack" && description.series.length * description.categories.length <= 6,
        position: "top", fontFamily: FONT, fontSize: 11, formatter: (item) => words(item.value) },
    }));
    return {
      grid: { left: 8, right: 18, top: description.series.length > 1 ? 40 : 26, bottom: 8, containLabel: true },
      xAxis: lying ? values : names, yAxis: lying ? names : values, series,
    };
  }

  function option(description) {
    return {
      animation: !still, color: COLOURS, textStyle: { fontFamily: FONT },
      legend: description.series.length > 1 ? { top: 4, type: "scroll", textStyle: { fontFamily: FONT } } : undefined,
      // Drawn on the canvas: a tooltip of markup would need inline styles, which no page here may have.
      tooltip: { trigger: description.shape === "share" ? "item" : "axis", renderMode: "richText", valueFormatter: words, confine: true },
      ...(description.shape === "share" ? share(description) : axes(description)),
    };
  }

  function draw(element, description) {
    const rows = description.categories.length * (description.shape === "stack" ? 1 : description.series.length);
    if (rows > 24) element.classList.add("desk-chart-tall");
    const chart = echarts.getInstanceByDom(element) || echarts.init(element, null, { renderer: "canvas" });
    chart.setOption(option(description), true);
    new ResizeObserver(() => chart.resize({ animation: { duration: 0 } })).observe(element);
  }

  async function description(element) {
    if (element.dataset.chartUrl) {
      const answer = await fetch(element.dataset.chartUrl, { headers: { Accept: "application/json" } });
      return answer.ok ? answer.json() : null;
    }
    const holder = document.getElementById(element.dataset.chart);
    return holder ? JSON.parse(holder.textContent) : null;
  }

  async function drawAll(root) {
    for (const element of root.querySelectorAll("[data-chart], [data-chart-url]")) {
      const found = await description(element);
      if (found) draw(element, found);
      else element.hidden = true;
    }
  }

  document.body.addEventListener("htmx:afterSwap", (event) => drawAll(event.target));
  drawAll(document);
})();
