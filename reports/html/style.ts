/** The page's looks: two themes, wide and narrow, screen and paper. */
export const style = `
:root{color-scheme:light dark;
--page:light-dark(#f6f5f1,#13171b);--paper:light-dark(#fffefb,#1a2025);--ink:light-dark(#1f2a33,#e4e8ea);
--soft:light-dark(#55636e,#a3b0b9);--line:light-dark(#dedbd2,#303940);--faint:light-dark(#efede6,#232b31);
--accent:light-dark(#1f5f7a,#7fc0d9);--young:light-dark(#3b7d99,#5a9fb8);--due:light-dark(#c98a1b,#d9a441);--late:light-dark(#b23a2e,#e0705f);
--due-ink:light-dark(#7d5200,#e6b95c);--late-ink:light-dark(#9c2b20,#f2968a);--young-ink:light-dark(#1d6148,#86cfae);
--due-wash:light-dark(#fbf1da,#33290f);--late-wash:light-dark(#fae6e2,#3b1d19);--young-wash:light-dark(#e3f1ea,#17312a)}
:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box}html{scroll-padding-top:1rem}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Open Sans",sans-serif;font-variant-numeric:tabular-nums}
header,nav,main,footer{max-width:1180px;margin-inline:auto;padding-inline:28px}
header{display:flex;justify-content:space-between;align-items:flex-start;gap:1rem;padding-top:36px}
h1{font-size:30px;line-height:1.2;font-weight:600;letter-spacing:-.015em;margin:2px 0 0}
h2{font-size:19px;font-weight:600;letter-spacing:-.005em;margin:0 0 .5rem}h3{font-size:15px;font-weight:600;margin:0}
.mark{margin:0;color:var(--accent);font-weight:700;letter-spacing:.09em;font-size:12px;text-transform:uppercase}
.lead{color:var(--soft);margin:.25rem 0 .9rem}p{margin:.4rem 0}a{color:var(--accent)}
nav{display:flex;flex-wrap:wrap;gap:4px 20px;padding-block:6px 18px}nav a{text-decoration:none;font-weight:500;padding:3px 0}nav a:hover{text-decoration:underline}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:22px 24px;margin:0 0 18px}
footer{color:var(--soft);font-size:13px;padding-block:4px 40px}
button,input,select{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:5px 10px;min-height:34px}
button{cursor:pointer;white-space:nowrap}button:hover{border-color:var(--accent)}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:12px;top:12px;background:var(--paper);padding:6px 12px;z-index:9}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.warning{background:var(--late-wash);color:var(--late-ink);border-radius:8px;padding:10px 16px;margin:0 0 14px}.warning a{color:inherit}
.figures{display:grid;grid-template-columns:repeat(6,1fr);gap:12px;margin:0 0 18px}
.figures div{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:12px 16px;display:flex;flex-direction:column;justify-content:space-between}
.figures dt{color:var(--soft);font-size:13px;line-height:1.3}.figures dd{margin:4px 0 0;font-size:28px;line-height:1.15;font-weight:600}.figures small{font-size:15px;font-weight:400;color:var(--soft)}
.figures .late dd{color:var(--late-ink)}.figures .due dd{color:var(--due-ink)}
figure{margin:0}figcaption{margin-top:10px}.scroll{overflow-x:auto}
svg{display:block;width:100%;min-width:620px;font:12px system-ui,"Open Sans",sans-serif}
.bar.young{fill:var(--young)}.bar.due{fill:var(--due)}.bar.late{fill:var(--late)}
.grid{stroke:var(--line)}.day{stroke:var(--due);stroke-dasharray:3 3}.day.late{stroke:var(--late);stroke-dasharray:none;stroke-width:1.5}
.tick,.note{fill:var(--soft)}.tick.mark{fill:var(--ink);font-weight:600;text-transform:none;letter-spacing:0}.note.late,.tick.mark.late{fill:var(--late-ink)}
table{border-collapse:collapse;width:100%}th{text-align:left;font-weight:600}
.bands{font-size:14px}.bands caption{text-align:left;color:var(--soft);font-size:13px;padding-bottom:4px}
.bands th,.bands td{padding:5px 10px;border:1px solid var(--line);text-align:center}.bands th{font-weight:500;background:var(--faint)}
.bands .due{background:var(--due-wash);color:var(--due-ink)}.bands .late{background:var(--late-wash);color:var(--late-ink)}
.weekdays,.calendar{display:grid;grid-template-columns:repeat(7,minmax(0,1fr));gap:6px}
.weekdays{color:var(--soft);font-size:12px;margin-bottom:4px}.weekdays span{padding-left:8px}
.calendar{list-style:none;margin:0 0 12px;padding:0}
.calendar li{border:1px solid var(--line);border-radius:7px;min-height:84px;padding:5px 8px 7px;display:flex;flex-direction:column;gap:3px;overflow:hidden}
.calendar li.weekend{background:var(--faint)}.calendar li.today{border-color:var(--accent);box-shadow:inset 0 0 0 1px var(--accent)}
.calendar time{font-size:13px;color:var(--soft)}.calendar li.today time{color:var(--ink);font-weight:600}.weekday{display:none}
.from-2{grid-column-start:2}.from-3{grid-column-start:3}.from-4{grid-column-start:4}.from-5{grid-column-start:5}.from-6{grid-column-start:6}.from-7{grid-column-start:7}
.event{align-self:flex-start;font-size:12px;line-height:1.35;border-radius:4px;padding:1px 6px;background:var(--faint);color:var(--ink);font-weight:500}
.event.remind{background:var(--due-wash);color:var(--due-ink)}.event.disable,.event.held-back{background:var(--late-wash);color:var(--late-ink)}
.names{font-size:12px;line-height:1.35;color:var(--soft);overflow-wrap:anywhere}
summary{cursor:pointer;color:var(--accent);font-weight:500;padding:3px 0;width:fit-content}
.use th{font-weight:400;white-space:nowrap;width:1%;padding:5px 18px 5px 0}.use .number{width:1%;padding-right:16px;font-weight:600}
.share{min-width:0;height:12px}.track{fill:var(--faint)}.part{fill:var(--young)}
.rules{list-style:none;margin:0;padding:0}.rules>li{border-top:1px solid var(--line);padding:12px 0}.rules>li:first-child{border-top:0;padding-top:2px}
.verdict{display:inline-block;font-size:12px;font-weight:600;border-radius:99px;padding:1px 10px;margin-left:6px;background:var(--faint);color:var(--soft);white-space:nowrap}
.verdict.late{background:var(--late-wash);color:var(--late-ink)}.verdict.young{background:var(--young-wash);color:var(--young-ink)}
.cis,.not-seen{color:var(--soft);font-size:14px}.breaches{margin:.4rem 0;padding-left:1.2rem}.breaches li{margin:2px 0;overflow-wrap:anywhere}
.list{font-size:14px}.list th,.list td{padding:6px 12px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
.list thead th{color:var(--soft);font-weight:500;font-size:13px;border-bottom-color:var(--soft);white-space:nowrap;background:var(--paper)}
.list tbody th{font-weight:600}.list tbody th small,small.exempt{display:block;font-weight:400;color:var(--soft);font-size:13px}
.list tbody th,.breaches strong{overflow-wrap:anywhere}.list tbody th{min-width:7em}
.list .prose{min-width:16em;color:var(--soft)}.number{text-align:right!important}.nowrap{white-space:nowrap}
.key{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:nowrap}
.age.due,.age.late{border-radius:4px;padding:1px 6px;margin-right:-6px;font-weight:600}.age.due{background:var(--due-wash);color:var(--due-ink)}.age.late{background:var(--late-wash);color:var(--late-ink)}
.bar.young-half{fill:var(--young);opacity:.55}.legend{list-style:none;display:flex;flex-wrap:wrap;gap:4px 18px;margin:0 0 8px;padding:0;font-size:13px}.legend li::before{content:"";display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:6px;background:var(--young)}
.legend .young-half::before{opacity:.55}.legend .due::before{background:var(--due)}.legend .late::before{background:var(--late)}
.hash{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere;min-width:14em}
.life{border-top:1px solid var(--line);padding:12px 0}section>h3{margin-top:14px}
.missing{color:var(--late-ink)}.off-key{color:var(--soft)}
.filters{display:flex;flex-wrap:wrap;gap:10px 14px;align-items:flex-end}.filters[hidden]{display:none}
.filters label{display:flex;flex-direction:column;font-size:13px;color:var(--soft)}.filters input,.filters select{font-size:15px;color:var(--ink)}.filters .search{flex:1 1 220px;max-width:340px}
#count{color:var(--soft)}#count::after{content:attr(data-visible)}
thead button{all:unset;cursor:pointer;padding:2px 4px;margin-left:-4px;border-radius:4px}thead button:hover{color:var(--accent)}thead button:focus-visible{outline:2px solid var(--accent)}
thead button::after{content:"";display:inline-block;width:7px;height:9px;margin-left:5px;background:currentColor;opacity:.4;clip-path:polygon(50% 0,100% 40%,0 40%,0 60%,100% 60%,50% 100%,0 60%,100% 60%,0 40%)}
[aria-sort] button{color:var(--ink)}[aria-sort] button::after{opacity:1}[aria-sort=ascending] button::after{clip-path:polygon(50% 0,100% 70%,0 70%)}[aria-sort=descending] button::after{clip-path:polygon(50% 100%,100% 30%,0 30%)}
.facts{margin:0 0 12px}.facts div{display:grid;grid-template-columns:110px 1fr;gap:4px 12px;padding:3px 0}.facts dt{color:var(--soft)}.facts dd{margin:0}
tr.out{display:none}@media screen{tr.later{display:none}}
@media screen and (min-width:1100px){.keys-frame{overflow:visible}#keys-table thead th{position:sticky;top:0}}
@media screen and (max-width:800px){header,nav,main,footer{padding-inline:14px}header{padding-top:20px}h1{font-size:24px}section{padding:16px 14px}
.figures{grid-template-columns:repeat(2,1fr)}.weekdays{display:none}.calendar{grid-template-columns:1fr}.calendar li{grid-column-start:1;min-height:0}.calendar li.empty{display:none}.weekday{display:inline}.calendar .month.unseen{position:static;clip-path:none}
.facts div{grid-template-columns:1fr;gap:0}.facts dt{font-size:13px}}
@page{margin:14mm 12mm}
@media print{.life{break-before:page;border:0}:root,:root[data-theme]{color-scheme:light!important;--page:#fff;--paper:#fff}body{font-size:10pt}
header,nav,main,footer{max-width:none;padding-inline:0}header{padding-top:0}nav,.skip,#theme,.filters,.more,thead button::after{display:none!important}
section{border:0;border-top:1px solid var(--line);border-radius:0;padding:12px 0}h1{font-size:20pt}h2{font-size:13pt;break-after:avoid}
.scroll{overflow:visible}svg{min-width:0}thead{display:table-header-group}tr,figure,.calendar li,.rules>li>h3,.figures div{break-inside:avoid}
.figures dd{font-size:17pt}.list{font-size:8pt}.key{font-size:7.5pt}.list .prose{min-width:9em}.list th,.list td{padding-right:7px}.calendar li{min-height:58px}
#count::after{content:none}details::details-content{content-visibility:visible;display:block;height:auto}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
