#!/usr/bin/env python3
"""Makes the saved pages of this folder from the reports beside them, in the ways that government sites and Word write them.
The .docx are the same reports, opened as text in an office program and saved (months-2024.docx by way of .odt)."""
import quopri
import pathlib

HERE = pathlib.Path(__file__).parent


def lines(name, first, last=None):
    """The report's lines from the one that begins with `first`, to before the one that begins with `last`."""
    text = (HERE / name).read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(text) if line.startswith(first))
    end = next((i for i, line in enumerate(text) if last and line.startswith(last)), len(text))
    return [line.strip() for line in text[start:end] if line.strip()]


def escape(words):
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


MENU = "".join(f'<li><a href="/{n}/">{name}</a></li>' for n, name in enumerate(
    ["首页", "政府信息公开", "政务服务", "政民互动", "走进园区", "数据发布", "专题专栏", "政策解读", "新闻中心", "领导之窗"]))


def modern():
    """Blocks with classes, a menu, crumbs, a line of fields, a list of other articles, a footer."""
    body = lines("park-2021.txt", "2021年，")
    paragraphs = "\n".join(f'<p style="text-indent:2em"><span style="font-size:16px">&ensp;&ensp;{escape(p)}</span></p>' for p in body)
    related = "".join(f'<li><a href="/t/{n}.html">云港高新区召开第{n}次项目推进会，部署下阶段工作</a><span>2022-01-{n:02}</span></li>' for n in range(1, 13))
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="SiteName" content="云港高新区管委会">
<meta name="ArticleTitle" content="云港高新技术产业开发区2021年度发展情况报告">
<meta name="PubDate" content="2022-01-20 09:30">
<title>云港高新技术产业开发区2021年度发展情况报告_云港高新区</title>
<style>.zoom p {{ line-height: 2 }}</style>
<script>var total = 1234; document.write("<p>脚本写出的12亿元，不是正文。</p>");</script>
</head>
<body>
<div class="header"><a href="/"><img src="logo.png" alt="云港高新区"></a><div class="search"><input type="text" value="请输入关键字"><button>搜索</button></div></div>
<nav class="topnav"><ul>{MENU}</ul></nav>
<div class="container">
  <div class="bread-crumb">当前位置：<a href="/">首页</a> &gt; <a href="/gk/">信息公开</a> &gt; <a href="/gk/ndbg/">年度报告</a></div>
  <div class="article">
    <h1>云港高新技术产业开发区2021年度发展情况报告</h1>
    <div class="info"><span>发布时间：2022-01-20 09:30</span>&nbsp;&nbsp;&nbsp;&nbsp;<span>来源：云港高新区管委会</span>&nbsp;&nbsp;&nbsp;&nbsp;<span>浏览次数：<i id="hits">356</i></span>
      <span>字号：[ <a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a> ]</span></div>
    <div class="share-box">分享到：<a href="#" class="wx">微信</a><a href="#" class="wb">微博</a></div>
    <div id="zoom" class="content">
{paragraphs}
      <p style="display:none">网页里藏着的一句话，共有99亿元。</p>
      <p>附件：<a href="P0202201.docx">云港高新区2021年度发展情况报告.docx</a></p>
    </div>
  </div>
  <div class="related"><h3>相关文章</h3><ul>{related}</ul></div>
</div>
<footer><p>主办单位：云港高新技术产业开发区管理委员会，联系电话：0000-8888888</p><p>网站标识码：4300000000　<a href="http://beian">备案号00000000</a></p></footer>
<div class="qrcode-box"><img src="qr.png">扫一扫在手机打开当前页</div>
</body></html>
"""


def tables():
    """Tables within tables, fonts, end tags left out, as pages were made in 2010; in GBK under the name of GB2312."""
    body = lines("county-2010.txt", "２０１０年", "【责任编辑")
    paragraphs = "<BR>\r\n<BR>".join(f"<FONT size=3>　　{escape(p)}</FONT>" for p in body)
    menu = "".join(f"<TD align=middle><A href='list{n}.asp'><FONT color=#ffffff>{name}</FONT></A>" for n, name in enumerate(
        ["首　页", "机构职能", "政务信息", "政策法规", "企业之窗", "招商引资", "办事指南", "局长信箱"]))
    side = "".join(f"<TR><TD height=22>·<A href='show.asp?id={n}'>关于做好第{n}季度工业统计报表工作的通知</A>" for n in range(1, 9))
    return f"""<HTML><HEAD><TITLE>桐阳县经济贸易局</TITLE>
<META content="text/html; charset=gb2312" http-equiv=Content-Type>
<STYLE>td {{ font-size: 12px }}</STYLE></HEAD>
<BODY leftMargin=0 topMargin=0>
<TABLE width=778 align=center border=0><TR><TD colspan=8><IMG src="top.jpg"></TD></TR>
<TR bgColor=#cc0000>{menu}</TABLE>
<TABLE width=778 align=center border=0>
<TR><TD width=180 vAlign=top><TABLE width="100%"><TR><TD><B>最新公告</B>{side}</TABLE></TD>
<TD vAlign=top><TABLE width="100%" border=0>
<TR><TD>您当前的位置：<A href="index.asp">首页</A> → <A href="list2.asp">政务信息</A> → <A href="list2.asp?c=3">工作总结</A>
<TR><TD align=middle><B><FONT size=4>桐阳县经济贸易局2010年工业经济运行和节能降耗工作总结</FONT></B>
<TR><TD align=middle bgColor=#eeeeee>信息来源：县经贸局&nbsp;&nbsp;&nbsp;&nbsp;发布时间：2011-02-15 09:41&nbsp;&nbsp;&nbsp;&nbsp;点击数：<SCRIPT src="hits.asp?id=5"></SCRIPT>2317
<TR><TD>索引号：TY010-0203-2011-0006&nbsp;&nbsp;&nbsp;&nbsp;发文机关：桐阳县经济贸易局
<TR><TD style="LINE-HEIGHT: 200%"><P>{paragraphs}
<TR><TD align=right>【责任编辑：县经贸局办公室】&nbsp;<A href="javascript:window.close()">【关闭窗口】</A>
</TABLE></TD></TR></TABLE>
<TABLE width=778 align=center><TR><TD align=middle>版权所有 桐阳县经济贸易局　地址：桐阳县城关镇　<A href="admin/">管理入口</A>
</TABLE></BODY></HTML>
"""


def archive():
    """A page with a table of fields above its article, saved by a browser with all its parts in one file."""
    body = lines("district-2022.txt", "2022年是", "责任编辑")
    paragraphs = "\n".join(f"<p>　　{escape(p)}</p>" for p in body)
    menu = "".join(f'<a href="/col{n}/">{name}</a> | ' for n, name in enumerate(["首页", "政务公开", "办事服务", "互动交流", "魅力临江", "专题"]))
    page = f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=gbk"><title>临江区人民政府 - 年度总结</title></head><body>
<div id="top">{menu}</div>
<div class="position">当前位置 : <a href="/">首页</a> &gt;&gt; <a href="/zwgk/">政府信息公开</a> &gt;&gt; <a href="/ndzj/">年度总结</a></div>
<table class="xxgk"><tbody><tr><th>索 引 号:</th><td>LJ0107/2023-00042</td><th>主题分类:</th><td>工业、科技</td></tr>
<tr><th>发文机关:</th><td>临江区科技和工业信息化局</td><th>成文日期:</th><td>2023-01-16</td></tr>
<tr><th>标&emsp;&emsp;题:</th><td colspan="3">临江区科工信局2022年工作总结及2023年工作计划</td></tr></tbody></table>
<div class="box"><div class="wzbt"><b>临江区科工信局2022年工作总结及2023年工作计划</b></div>
<div class="text">{paragraphs}</div></div>
<div class="bottom">责任编辑:临江区科工信局办公室 <a href="javascript:print()">【打印本页】</a> <a href="javascript:close()">【关闭窗口】</a></div>
<div class="foot">主办单位:临江区人民政府 <a href="/map">网站地图</a> <a href="/us">联系我们</a> 网站标识码:4399070012</div>
</body></html>"""
    encoded = quopri.encodestring(page.encode("gbk", "xmlcharrefreplace")).replace(b"\n", b"\r\n")
    head = ("From: <Saved by Blink>\r\nSnapshot-Content-Location: http://www.example.gov/ndzj/42.html\r\nSubject: =?utf-8?Q?=E5=B9=B4?=\r\n"
            "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----Boundary--x8Gq----\"\r\n\r\n\r\n"
            "------Boundary--x8Gq----\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
            "Content-Location: http://www.example.gov/ndzj/42.html\r\n\r\n").encode()
    rest = ("\r\n------Boundary--x8Gq----\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n.text { color: #333 }\r\n"
            "------Boundary--x8Gq----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------Boundary--x8Gq------\r\n").encode()
    return head + encoded + rest


def word():
    """Saved by Word: its own elements, comments for conditions, marks of lists written out."""
    out = []
    for p in lines("city-science-2023.txt", "青岚市"):
        mark, rest = "", p
        if p[:1] in "一二三四五六七八九十" and "、" in p[:4]:
            at = p.index("、") + 1
            mark, rest = p[:at], p[at:]
        listed = (f"<![if !supportLists]><span style='mso-fareast-font-family:宋体;mso-list:Ignore'>{mark}"
                  "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>") if mark else ""
        # Word breaks the source between Chinese characters.
        broken = ""
        for i, c in enumerate(rest):
            broken += c
            if i % 60 > 50 and "一" <= c <= "龥" and "一" <= rest[i + 1:i + 2] <= "龥" and "\r\n" not in broken[-12:]:
                broken += "\r\n"
        out.append(f"<p class=MsoNormal style='text-indent:32.0pt'>{listed}<span lang=EN-US>{escape(broken)}<o:p></o:p></span></p>")
    body = "\r\n\r\n".join(out)
    return f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><meta name=Generator content="Microsoft Word 15">
<title>青岚市科学技术局2023年工作总结和2024年工作安排</title>
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>办公室</o:Author><o:Words>1200亿元</o:Words></o:DocumentProperties></xml><![endif]-->
<style><!-- /* Style */ p.MsoNormal {{mso-style-parent:""; margin:0cm}} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><div class=WordSection1 style='layout-grid:15.6pt'>
{body}
<p class=MsoNormal><span style='mso-hide:all;display:none'>藏起来的数据99亿元<o:p></o:p></span><o:p>&nbsp;</o:p></p>
</div></body></html>
"""


(HERE / "park-2021.html").write_text(modern(), encoding="utf-8")
(HERE / "county-2010.htm").write_bytes(tables().encode("gbk", "xmlcharrefreplace"))
(HERE / "district-2022.mhtml").write_bytes(archive())
(HERE / "city-science-2023.htm").write_bytes(word().encode("gbk", "xmlcharrefreplace"))
