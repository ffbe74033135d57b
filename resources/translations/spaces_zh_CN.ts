<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutSection</name>
    <message>
        <source>About Spaces</source>
        <translation>关于 Spaces</translation>
    </message>
    <message>
        <source>Libraries and their licences</source>
        <translation>所用的库及其许可证</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>版本 {version}</translation>
    </message>
</context>
<context>
    <name>AboutView</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>About this club</source>
        <translation>关于此俱乐部</translation>
    </message>
    <message>
        <source>Club settings</source>
        <translation>俱乐部设置</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>创建于</translation>
    </message>
    <message>
        <source>Leave the club</source>
        <translation>退出俱乐部</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Messages are kept</source>
        <translation>消息保留</translation>
    </message>
    <message>
        <source>No description yet.</source>
        <translation>还没有简介。</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>You have paid</source>
        <translation>已付费</translation>
    </message>
    <message>
        <source>by {name} on {day}</source>
        <translation>由 {name} 于 {day}</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>one day</source>
        <translation>一天</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>直到 {day}</translation>
    </message>
    <message>
        <source>{count} days</source>
        <translation>{count} 天</translation>
    </message>
</context>
<context>
    <name>AccountSection</name>
    <message>
        <source>A new password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Change the password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>It is changed. Wherever else you were signed in, you are signed out.</source>
        <translation>密码已修改。你在别处的登录已退出。</translation>
    </message>
    <message>
        <source>Your name, as others see it</source>
        <translation>你的名字（别人看到的）</translation>
    </message>
    <message>
        <source>Your present password</source>
        <translation>现在的密码</translation>
    </message>
    <message>
        <source>{user} at {where}</source>
        <translation>{user}，在 {where}</translation>
    </message>
</context>
<context>
    <name>AccountsModel</name>
    <message>
        <source>A password needs at least 8 characters.</source>
        <translation>密码至少要有 8 个字符。</translation>
    </message>
    <message>
        <source>Fill in all three fields.</source>
        <translation>请填写全部三项。</translation>
    </message>
    <message>
        <source>Your sign-in has expired. Sign in again.</source>
        <translation>登录已失效，请重新登录。</translation>
    </message>
    <message>
        <source>{name}'s space</source>
        <translation>{name}的空间</translation>
    </message>
</context>
<context>
    <name>AccountsView</name>
    <message>
        <source>At {name}</source>
        <translation>在 {name}</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Clubs, people and AI agents, on machines that belong to you.</source>
        <translation>俱乐部、朋友和 AI 智能体，都在你自己的机器上。</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Create account</source>
        <translation>注册</translation>
    </message>
    <message>
        <source>Create an account</source>
        <translation>注册账号</translation>
    </message>
    <message>
        <source>Create my space</source>
        <translation>创建我的空间</translation>
    </message>
    <message>
        <source>I already have an account</source>
        <translation>我已有账号</translation>
    </message>
    <message>
        <source>I am new here</source>
        <translation>我是新来的</translation>
    </message>
    <message>
        <source>Invite code</source>
        <translation>邀请码</translation>
    </message>
    <message>
        <source>Invite link or address</source>
        <translation>邀请链接或地址</translation>
    </message>
    <message>
        <source>It runs here; you decide who comes in.</source>
        <translation>在本机运行，谁能进来由你决定。</translation>
    </message>
    <message>
        <source>Join a space</source>
        <translation>加入别人的空间</translation>
    </message>
    <message>
        <source>Opening your space…</source>
        <translation>正在打开你的空间。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Paste the invite link you were given, or the address of the space, such as 192.168.1.20:8080.</source>
        <translation>粘贴你收到的邀请链接，或空间的地址，例如 192.168.1.20:8080。</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Spaces</source>
        <translation>Spaces</translation>
    </message>
    <message>
        <source>Start my own space</source>
        <translation>开设我自己的空间</translation>
    </message>
    <message>
        <source>The first account of your space; you run it.</source>
        <translation>这是你空间的第一个账号，由你管理。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try again, or go back and choose another space.</source>
        <translation>请重试，或返回选择其他空间。</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Welcome to Spaces</source>
        <translation>欢迎使用 Spaces</translation>
    </message>
    <message>
        <source>With an invite link, an address, or one found on this network.</source>
        <translation>用邀请链接、地址，或在本网络中找到的空间。</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Your account</source>
        <translation>你的账号</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>你的名字</translation>
    </message>
    <message>
        <source>Your space cannot be opened</source>
        <translation>无法打开你的空间</translation>
    </message>
    <message>
        <source>as others see it</source>
        <translation>别人看到的名字</translation>
    </message>
    <message>
        <source>at least 8 characters</source>
        <translation>至少 8 个字符</translation>
    </message>
    <message>
        <source>letters, digits, . _ -</source>
        <translation>字母、数字、. _ -</translation>
    </message>
    <message>
        <source>{inviter} invited you. Join {club} at {name}.</source>
        <translation>{inviter} 邀请了你。在 {name} 加入 {club}。</translation>
    </message>
</context>
<context>
    <name>Acts</name>
    <message>
        <source>{name} was quicker and has accepted it.</source>
        <translation>{name} 抢先一步，已经接手了。</translation>
    </message>
</context>
<context>
    <name>AgentFields</name>
    <message>
        <source>API key (if the server needs one)</source>
        <translation>API 密钥（如服务器需要）</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>由谁回答</translation>
    </message>
    <message>
        <source>Built in: finds answers in its files, works offline</source>
        <translation>内置：在它的文件中找答案，可离线工作</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>In one line, what people can ask it</source>
        <translation>用一句话说明大家可以问它什么</translation>
    </message>
    <message>
        <source>Leave empty to keep the current key</source>
        <translation>留空则保留现有密钥</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>OpenAI-compatible server</source>
        <translation>兼容 OpenAI 的服务器</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>角色设定</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>Who it is, how it speaks, what it is for</source>
        <translation>它是谁、怎么说话、有什么用</translation>
    </message>
</context>
<context>
    <name>AgentsSection</name>
    <message>
        <source>Add an agent</source>
        <translation>添加智能体</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>智能体</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Edit or remove an agent</source>
        <translation>编辑或移除智能体</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Nobody will be able to ask it here. Its replies stay in the club.</source>
        <translation>之后没有人能在这里问它。它的回复会留在俱乐部里。</translation>
    </message>
    <message>
        <source>None yet. An agent answers questions from the files you give it.</source>
        <translation>还没有。智能体会根据你给它的文件回答问题。</translation>
    </message>
    <message>
        <source>Price and reading…</source>
        <translation>价格与读取范围…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove from this club</source>
        <translation>从此俱乐部移除</translation>
    </message>
    <message>
        <source>Remove {name} from this club?</source>
        <translation>要把 {name} 从此俱乐部移除吗？</translation>
    </message>
    <message>
        <source>What it reads here…</source>
        <translation type="vanished">它在这里读取的内容…</translation>
    </message>
</context>
<context>
    <name>AppearanceSection</name>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>与系统一致</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>ApplicationForm</name>
    <message>
        <source>Add documents…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Ask for verification</source>
        <translation>申请认证</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose documents</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Documents ({endings})</source>
        <translation>文件 ({endings})</translation>
    </message>
    <message>
        <source>Drop PDF, PNG or JPEG files here: an extract from the register of companies, a licence, a bill. Up to {count} files of {most} each. Only you and the admins can see them.</source>
        <translation>将 PDF、PNG 或 JPEG 文件拖到这里：工商登记摘录、许可证或账单。最多 {count} 个文件，每个不超过 {most}。只有您和管理员能看到。</translation>
    </message>
    <message>
        <source>Legal name, as it stands in the documents</source>
        <translation>法定名称（与文件中一致）</translation>
    </message>
    <message>
        <source>Note for the admin (optional)</source>
        <translation>给管理员的说明（可选）</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>The server is checking the documents…</source>
        <translation>服务器正在检查文件…</translation>
    </message>
    <message>
        <source>Upload</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>Uploading… {percent} %</source>
        <translation>正在上传… {percent}%</translation>
    </message>
</context>
<context>
    <name>ApplicationModel</name>
    <message>
        <source>A document was not accepted.</source>
        <translation>有一个文件未被接受。</translation>
    </message>
    <message>
        <source>Add at least one document.</source>
        <translation>请至少添加一个文件。</translation>
    </message>
    <message>
        <source>Fill in the legal name.</source>
        <translation>请填写法定名称。</translation>
    </message>
    <message>
        <source>This file cannot be opened. It may be damaged or protected by a password.</source>
        <translation>无法打开此文件。它可能已损坏或受密码保护。</translation>
    </message>
    <message>
        <source>This file cannot be used.</source>
        <translation>无法使用此文件。</translation>
    </message>
    <message>
        <source>This file is too large.</source>
        <translation>此文件过大。</translation>
    </message>
    <message>
        <source>This is not a PDF, PNG or JPEG file.</source>
        <translation>这不是 PDF、PNG 或 JPEG 文件。</translation>
    </message>
</context>
<context>
    <name>AskPayoutDialog</name>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Ask for it</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>Ask for {amount}</source>
        <translation>申请提现 {amount}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Where to pay it, for the host</source>
        <translation>请写明付款方式，供主人查看</translation>
    </message>
    <message>
        <source>{amount} are in your wallet.</source>
        <translation>你的钱包里有 {amount}。</translation>
    </message>
</context>
<context>
    <name>AskedChip</name>
    <message>
        <source>Asking {name} · {detail}</source>
        <translation>正在问 {name} · {detail}</translation>
    </message>
    <message>
        <source>Don’t ask</source>
        <translation>不提问</translation>
    </message>
    <message>
        <source>Only me</source>
        <translation>仅自己</translation>
    </message>
    <message>
        <source>Only you see the question and the answer</source>
        <translation>问题和回答只有你能看到</translation>
    </message>
</context>
<context>
    <name>Attaching</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>The picture could not be saved to your disk.</source>
        <translation>图片无法保存到磁盘。</translation>
    </message>
</context>
<context>
    <name>AudioPlayer</name>
    <message>
        <source>Loading</source>
        <translation>正在加载</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Pause {name}</source>
        <translation>暂停 {name}</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play {name}</source>
        <translation>播放 {name}</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Sound: {name}</source>
        <translation>声音：{name}</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Speed: {speed}</source>
        <translation>速度：{speed}</translation>
    </message>
    <message>
        <source>{at} of {length}</source>
        <translation>{at} / {length}</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Moderation log</source>
        <translation>管理记录</translation>
    </message>
    <message>
        <source>Mutes, removals and changes to the club are listed here.</source>
        <translation>禁言、移除和俱乐部的更改会列在这里。</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>{actor} added the agent {target}</source>
        <translation>{actor} 添加了智能体 {target}</translation>
    </message>
    <message>
        <source>{actor} asked for verification</source>
        <translation>{actor} 申请了认证</translation>
    </message>
    <message>
        <source>{actor} banned {target}</source>
        <translation>{actor} 封禁了 {target}</translation>
    </message>
    <message>
        <source>{actor} changed how customer service works</source>
        <translation>{actor} 修改了客户服务的设置</translation>
    </message>
    <message>
        <source>{actor} changed the name to {target}, which suspended the badge</source>
        <translation>{actor} 将名称改为 {target}，认证标志因此暂停</translation>
    </message>
    <message>
        <source>{actor} changed the settings</source>
        <translation>{actor} 更改了设置</translation>
    </message>
    <message>
        <source>{actor} changed what the agent {target} costs or reads</source>
        <translation>{actor} 更改了智能体 {target} 的费用或读取范围</translation>
    </message>
    <message>
        <source>{actor} changed {target}’s role</source>
        <translation>{actor} 更改了 {target} 的角色</translation>
    </message>
    <message>
        <source>{actor} closed a report</source>
        <translation>{actor} 处理了一个举报</translation>
    </message>
    <message>
        <source>{actor} closed the live room</source>
        <translation>{actor} 关闭了实时房间</translation>
    </message>
    <message>
        <source>{actor} created an invite</source>
        <translation>{actor} 创建了一个邀请</translation>
    </message>
    <message>
        <source>{actor} deleted a message by {target}</source>
        <translation>{actor} 删除了 {target} 的一条消息</translation>
    </message>
    <message>
        <source>{actor} let {target} into the live room again</source>
        <translation>{actor} 允许 {target} 重新进入实时房间</translation>
    </message>
    <message>
        <source>{actor} muted {target}</source>
        <translation>{actor} 禁言了 {target}</translation>
    </message>
    <message>
        <source>{actor} muted {target} in the live room</source>
        <translation>{actor} 在实时房间中将 {target} 静音</translation>
    </message>
    <message>
        <source>{actor} muted {target} until {time}</source>
        <translation>{actor} 将 {target} 禁言至 {time}</translation>
    </message>
    <message>
        <source>{actor} opened the live room</source>
        <translation>{actor} 打开了实时房间</translation>
    </message>
    <message>
        <source>{actor} paid money back to {target}</source>
        <translation>{actor} 退款给 {target}</translation>
    </message>
    <message>
        <source>{actor} pinned a message</source>
        <translation>{actor} 置顶了一条消息</translation>
    </message>
    <message>
        <source>{actor} rejected the request for verification</source>
        <translation>{actor} 拒绝了认证申请</translation>
    </message>
    <message>
        <source>{actor} removed the agent {target}</source>
        <translation>{actor} 移除了智能体 {target}</translation>
    </message>
    <message>
        <source>{actor} removed {target}</source>
        <translation>{actor} 移除了 {target}</translation>
    </message>
    <message>
        <source>{actor} reported a message by {target}</source>
        <translation>{actor} 举报了 {target} 的一条消息</translation>
    </message>
    <message>
        <source>{actor} revoked an invite</source>
        <translation>{actor} 撤回了一个邀请</translation>
    </message>
    <message>
        <source>{actor} taught the agent {target} an answer</source>
        <translation>{actor} 教会了智能体 {target} 一个回答</translation>
    </message>
    <message>
        <source>{actor} took {target} out of the live room</source>
        <translation>{actor} 将 {target} 移出了实时房间</translation>
    </message>
    <message>
        <source>{actor} unbanned {target}</source>
        <translation>{actor} 解除了对 {target} 的封禁</translation>
    </message>
    <message>
        <source>{actor} unmuted {target}</source>
        <translation>{actor} 解除了对 {target} 的禁言</translation>
    </message>
    <message>
        <source>{actor} unmuted {target} in the live room</source>
        <translation>{actor} 在实时房间中解除了 {target} 的静音</translation>
    </message>
    <message>
        <source>{actor} unpinned a message</source>
        <translation>{actor} 取消置顶了一条消息</translation>
    </message>
    <message>
        <source>{actor} verified {target}</source>
        <translation>{actor} 认证了 {target}</translation>
    </message>
    <message>
        <source>{actor} went back to the verified name {target}</source>
        <translation>{actor} 改回了已认证的名称 {target}</translation>
    </message>
    <message>
        <source>{actor} withdrew the request for verification</source>
        <translation>{actor} 撤回了认证申请</translation>
    </message>
    <message>
        <source>{actor}: {act}</source>
        <translation>{actor}：{act}</translation>
    </message>
</context>
<context>
    <name>AvailabilityBar</name>
    <message>
        <source>Away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>Only who is online is rung for and given conversations.</source>
        <translation>只有在线的人会收到铃声和对话。</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Waiting customers are silent</source>
        <translation>有客户等待时不响铃</translation>
    </message>
    <message>
        <source>Waiting customers ring</source>
        <translation>有客户等待时响铃</translation>
    </message>
    <message>
        <source>You are: {state}</source>
        <translation>您的状态：{state}</translation>
    </message>
</context>
<context>
    <name>Backend</name>
    <message>
        <source>Your space could not be started. The details say why.</source>
        <translation>你的空间无法启动，原因见详情。</translation>
    </message>
    <message>
        <source>Your space could not be started: the program was not found.</source>
        <translation>你的空间无法启动：找不到程序。</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Cancel editing (Esc)</source>
        <translation>取消编辑（Esc）</translation>
    </message>
    <message>
        <source>Cancel the reply (Esc)</source>
        <translation>取消回复（Esc）</translation>
    </message>
    <message>
        <source>Editing your message</source>
        <translation>正在编辑你的消息</translation>
    </message>
    <message>
        <source>Replying to {name}</source>
        <translation>正在回复 {name}</translation>
    </message>
</context>
<context>
    <name>BesideView</name>
    <message>
        <source>1 conversation</source>
        <translation>1 个对话</translation>
    </message>
    <message>
        <source>About the customer</source>
        <translation>关于客户</translation>
    </message>
    <message>
        <source>About this conversation</source>
        <translation>关于这个对话</translation>
    </message>
    <message>
        <source>Asked first: {words}</source>
        <translation>最先问的：{words}</translation>
    </message>
    <message>
        <source>CUSTOMER</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>EARLIER CONVERSATIONS</source>
        <translation>以前的对话</translation>
    </message>
    <message>
        <source>From: {titles}</source>
        <translation>来自：{titles}</translation>
    </message>
    <message>
        <source>Guest of the web site, without an account</source>
        <translation>网站访客，没有账号</translation>
    </message>
    <message>
        <source>Member since {day}</source>
        <translation>{day}加入</translation>
    </message>
    <message>
        <source>NOTES</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>No notes yet. Only staff will see them.</source>
        <translation>还没有备注。只有工作人员看得到备注。</translation>
    </message>
    <message>
        <source>Nothing was asked before.</source>
        <translation>之前没有提过问题。</translation>
    </message>
    <message>
        <source>Nothing written</source>
        <translation>没有写内容</translation>
    </message>
    <message>
        <source>Open a conversation to see who it is with.</source>
        <translation>打开一个对话，就能看到对方是谁。</translation>
    </message>
    <message>
        <source>PURCHASES</source>
        <translation>消费</translation>
    </message>
    <message>
        <source>Rates us {score:.1f} of 5 on average</source>
        <translation>平均评分 {score:.1f}（满分 5）</translation>
    </message>
    <message>
        <source>Still open: {words}</source>
        <translation>还没解决：{words}</translation>
    </message>
    <message>
        <source>This is the first one.</source>
        <translation>这是第一个对话。</translation>
    </message>
    <message>
        <source>WHAT HAPPENED SO FAR</source>
        <translation>此前经过</translation>
    </message>
    <message>
        <source>Why a person: {words}</source>
        <translation>转人工的原因：{words}</translation>
    </message>
    <message>
        <source>{count} conversations, {resolved} of them resolved</source>
        <translation>{count} 个对话，其中 {resolved} 个已解决</translation>
    </message>
    <message>
        <source>{name}, {time}</source>
        <translation>{name}，{time}</translation>
    </message>
    <message>
        <source>{what}: {amount}, {time}</source>
        <translation>{what}：{amount}，{time}</translation>
    </message>
</context>
<context>
    <name>BrandPage</name>
    <message>
        <source>A change holds for new conversations; running conversations keep theirs.</source>
        <translation>更改对新会话生效；进行中的会话保持原样。</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Who answers</source>
        <translation>由谁回答</translation>
    </message>
</context>
<context>
    <name>BrandsView</name>
    <message>
        <source>A company makes an official community, and appears here then.</source>
        <translation>企业创建官方社区后，就会出现在这里。</translation>
    </message>
    <message>
        <source>About this brand</source>
        <translation>关于这个品牌</translation>
    </message>
    <message>
        <source>Asking is free, and you need not join.</source>
        <translation>咨询免费，也无需加入。</translation>
    </message>
    <message>
        <source>Brands</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Choose a brand</source>
        <translation>选择一个品牌</translation>
    </message>
    <message>
        <source>Find a brand</source>
        <translation>查找品牌</translation>
    </message>
    <message>
        <source>No brand has “{words}” in its name or description.</source>
        <translation>没有品牌的名称或简介包含“{words}”。</translation>
    </message>
    <message>
        <source>No brands found</source>
        <translation>没有找到品牌</translation>
    </message>
    <message>
        <source>No brands on this server yet</source>
        <translation>这台服务器上还没有品牌</translation>
    </message>
    <message>
        <source>Not verified.</source>
        <translation>未认证。</translation>
    </message>
    <message>
        <source>The host of this server has checked who they are.</source>
        <translation>本服务器的主办者已核实其身份。</translation>
    </message>
    <message>
        <source>Verified: the host of this server has checked who they are.</source>
        <translation type="vanished">已认证：本服务器的主办者已核实其身份。</translation>
    </message>
    <message>
        <source>Write to them</source>
        <translation>联系他们</translation>
    </message>
</context>
<context>
    <name>BrowseModel</name>
    <message>
        <source>That is not an invite. Paste the whole link you were given.</source>
        <translation>这不是邀请。请粘贴你收到的完整链接。</translation>
    </message>
    <message>
        <source>{amount} paid. You are in until {day}.</source>
        <translation>已付 {amount}。会员有效期至 {day}。</translation>
    </message>
    <message>
        <source>{amount} paid. You are in.</source>
        <translation>已付 {amount}。你已加入。</translation>
    </message>
</context>
<context>
    <name>BrowseView</name>
    <message>
        <source>A question to an agent costs {amount}, shown before you ask.</source>
        <translation>向智能体提一个问题收费 {amount}，提问前会显示。</translation>
    </message>
    <message>
        <source>About this club</source>
        <translation>关于此俱乐部</translation>
    </message>
    <message>
        <source>Agents you can ask: {names}</source>
        <translation>可提问的智能体：{names}</translation>
    </message>
    <message>
        <source>Choose a club</source>
        <translation>选择一个俱乐部</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Clubs</source>
        <translation>俱乐部</translation>
    </message>
    <message>
        <source>Create the first one with the + button above your clubs.</source>
        <translation>用俱乐部列表上方的加号按钮创建第一个。</translation>
    </message>
    <message>
        <source>Find a club</source>
        <translation>查找俱乐部</translation>
    </message>
    <message>
        <source>Invite link or code</source>
        <translation>邀请链接或邀请码</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Join for free</source>
        <translation type="vanished">免费加入</translation>
    </message>
    <message>
        <source>Join for {amount}</source>
        <translation type="vanished">支付 {amount} 加入</translation>
    </message>
    <message>
        <source>Join · {amount}</source>
        <translation>加入 · {amount}</translation>
    </message>
    <message>
        <source>Join · {amount} now</source>
        <translation>加入 · 现在 {amount}</translation>
    </message>
    <message>
        <source>Join · {amount} now, then {month} every 30 days</source>
        <translation type="vanished">加入 · 现在 {amount}，之后每 30 天 {month}</translation>
    </message>
    <message>
        <source>No club has “{words}” in its name or description.</source>
        <translation>没有名称或简介包含“{words}”的俱乐部。</translation>
    </message>
    <message>
        <source>No club was found.</source>
        <translation type="vanished">没有找到俱乐部。</translation>
    </message>
    <message>
        <source>No clubs found</source>
        <translation>没有找到俱乐部</translation>
    </message>
    <message>
        <source>No clubs on this server yet</source>
        <translation>此服务器还没有俱乐部</translation>
    </message>
    <message>
        <source>No description.</source>
        <translation>没有简介。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Or paste an invite link or its code</source>
        <translation>或粘贴邀请链接或邀请码</translation>
    </message>
    <message>
        <source>Search</source>
        <translation type="vanished">搜索</translation>
    </message>
    <message>
        <source>Search by name or description</source>
        <translation>按名称或简介搜索</translation>
    </message>
    <message>
        <source>Then {amount} a month.</source>
        <translation type="vanished">之后每月 {amount}。</translation>
    </message>
    <message>
        <source>Use the invite</source>
        <translation>使用邀请</translation>
    </message>
    <message>
        <source>Use the invite · {amount}</source>
        <translation>使用邀请 · {amount}</translation>
    </message>
    <message>
        <source>You have paid until {day}: coming back before then costs nothing.</source>
        <translation>你已付费到 {day}：在此之前回来不收费。</translation>
    </message>
    <message>
        <source>You may not join</source>
        <translation>你不能加入</translation>
    </message>
    <message>
        <source>then {month} every 30 days</source>
        <translation>之后每 30 天 {month}</translation>
    </message>
    <message>
        <source>{join} once, and {month} for every 30 days. The monthly fee is taken by itself only if you switch that on in your wallet.</source>
        <translation>一次性 {join}，每 30 天 {month}。只有你在钱包里打开自动续费，月费才会自动扣除。</translation>
    </message>
    <message>
        <source>{join} once, and {month} for every 30 days. The monthly fee is taken by itself only if you switch that on.</source>
        <translation type="vanished">一次性 {join}，之后每 30 天 {month}。只有你开启自动续费，月费才会自动扣除。</translation>
    </message>
    <message>
        <source>{join} once, for good.</source>
        <translation>一次性 {join}，长期有效。</translation>
    </message>
    <message>
        <source>{members}, created by {name}</source>
        <translation>{members}，由 {name} 创建</translation>
    </message>
    <message>
        <source>{month} for every 30 days. It is taken by itself only if you switch that on in your wallet.</source>
        <translation>每 30 天 {month}。只有你在钱包里打开自动续费，才会自动扣除。</translation>
    </message>
    <message>
        <source>{month} for every 30 days. It is taken by itself only if you switch that on.</source>
        <translation type="vanished">每 30 天 {month}。只有你开启自动续费才会自动扣除。</translation>
    </message>
</context>
<context>
    <name>BuildPage</name>
    <message>
        <source>1 recording is still on its way; it counts in the next build.</source>
        <translation>还有 1 段录音在上传，将计入下一次生成。</translation>
    </message>
    <message>
        <source>Build again</source>
        <translation>重新生成</translation>
    </message>
    <message>
        <source>Build the voice</source>
        <translation>生成声音</translation>
    </message>
    <message>
        <source>Building the voice</source>
        <translation>正在生成声音</translation>
    </message>
    <message>
        <source>Building was stopped</source>
        <translation>已停止生成</translation>
    </message>
    <message>
        <source>Building: {percent} %</source>
        <translation>正在生成：{percent} %</translation>
    </message>
    <message>
        <source>Built with {engine}. Listen to it in the next step.</source>
        <translation>由 {engine} 生成，请在下一步试听。</translation>
    </message>
    <message>
        <source>Choose another</source>
        <translation>另选一个</translation>
    </message>
    <message>
        <source>Clearer</source>
        <translation>更清晰</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>引擎</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>More like you</source>
        <translation>更像你</translation>
    </message>
    <message>
        <source>No engine on this server can take after a speaker. Ask its host to install one.</source>
        <translation>此服务器上没有能模仿说话人的引擎，请让主机管理者安装一个。</translation>
    </message>
    <message>
        <source>Nothing has arrived on the server yet</source>
        <translation>服务器还没有收到录音</translation>
    </message>
    <message>
        <source>Send and build</source>
        <translation>发送并生成</translation>
    </message>
    <message>
        <source>Send your recordings to another machine?</source>
        <translation>要把录音发送到另一台机器吗？</translation>
    </message>
    <message>
        <source>Stop building</source>
        <translation>停止生成</translation>
    </message>
    <message>
        <source>The engine gave no reason.</source>
        <translation>引擎没有说明原因。</translation>
    </message>
    <message>
        <source>The server makes a voice out of your recordings. You can leave meanwhile.</source>
        <translation>服务器会用你的录音制作声音，期间可以离开。</translation>
    </message>
    <message>
        <source>The voice could not be built</source>
        <translation>声音生成失败</translation>
    </message>
    <message>
        <source>The voice is ready</source>
        <translation>声音已生成</translation>
    </message>
    <message>
        <source>You can build as soon as one recording is there.</source>
        <translation>只要有一段录音到达，就可以生成。</translation>
    </message>
    <message>
        <source>You can close this page; the server goes on.</source>
        <translation>可以关闭此页，服务器会继续。</translation>
    </message>
    <message>
        <source>{count} recordings are still on their way.</source>
        <translation>还有 {count} 段录音在上传。</translation>
    </message>
    <message>
        <source>“{engine}” works elsewhere: recordings and texts are sent there, and what happens to them is up to whoever runs it.</source>
        <translation>“{engine}”在别处运行：录音和文本会发送过去，如何处理由其运营者决定。</translation>
    </message>
</context>
<context>
    <name>CannedModel</name>
    <message>
        <source>A shortcut has letters, digits, - and _ only.</source>
        <translation>快捷词只能有字母、数字、- 和 _。</translation>
    </message>
    <message>
        <source>Alex</source>
        <translation>小林</translation>
    </message>
    <message>
        <source>Another answer has the shortcut /{shortcut}.</source>
        <translation>另一条答复已用快捷词 /{shortcut}。</translation>
    </message>
    <message>
        <source>Give it a shortcut.</source>
        <translation>请给它一个快捷词。</translation>
    </message>
    <message>
        <source>Write what it says.</source>
        <translation>请写下内容。</translation>
    </message>
</context>
<context>
    <name>CannedTrigger</name>
    <message>
        <source>Ready-made answers</source>
        <translation>现成答复</translation>
    </message>
    <message>
        <source>{shortcut}: {text}</source>
        <translation>{shortcut}：{text}</translation>
    </message>
</context>
<context>
    <name>CannedView</name>
    <message>
        <source>(nothing yet)</source>
        <translation>（还没有内容）</translation>
    </message>
    <message>
        <source>A customer reads</source>
        <translation>顾客看到的</translation>
    </message>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Choose an answer to change it, or write a new one.</source>
        <translation>选择一条答复来修改，或写一条新的。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>顾客</translation>
    </message>
    <message>
        <source>Customer’s name</source>
        <translation type="vanished">顾客姓名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete /{shortcut}?</source>
        <translation>删除 /{shortcut}？</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>放弃更改</translation>
    </message>
    <message>
        <source>Find an answer</source>
        <translation>查找答复</translation>
    </message>
    <message>
        <source>Go on without saving?</source>
        <translation>不保存就继续？</translation>
    </message>
    <message>
        <source>In a conversation type / and the shortcut to put one in.</source>
        <translation>在会话中输入 / 和快捷词即可插入。</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>New answer</source>
        <translation>新答复</translation>
    </message>
    <message>
        <source>No ready-made answers yet</source>
        <translation>还没有现成答复</translation>
    </message>
    <message>
        <source>No such variable; it is shown as it is typed: {names}</source>
        <translation type="vanished">没有这个变量，将原样显示：{names}</translation>
    </message>
    <message>
        <source>Nobody can put it in any more. What was sent with it stays.</source>
        <translation>之后没人能再插入它。已发送的内容保留。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Puts it in where you are writing</source>
        <translation>插入到光标处</translation>
    </message>
    <message>
        <source>Ready-made answers</source>
        <translation>现成答复</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved /{shortcut}.</source>
        <translation>已保存 /{shortcut}。</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷词</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>There is no {names}. Use the buttons above for what is filled in.</source>
        <translation>没有 {names} 这样的变量。可以填入的内容请用上面的按钮插入。</translation>
    </message>
    <message>
        <source>What you changed in this answer has not been saved yet.</source>
        <translation>你对这条答复的更改还没有保存。</translation>
    </message>
    <message>
        <source>What your people type again and again is here by its shortcut.</source>
        <translation>同事反复输入的内容，在这里用快捷词取用。</translation>
    </message>
    <message>
        <source>Write the first one</source>
        <translation>写第一条</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>你的名字</translation>
    </message>
    <message>
        <source>such as hello</source>
        <translation>例如 hello</translation>
    </message>
    <message>
        <source>there</source>
        <translation>您好</translation>
    </message>
</context>
<context>
    <name>CatchUpBar</name>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Summarise</source>
        <translation>总结</translation>
    </message>
    <message>
        <source>Summarise with {name} ({price})</source>
        <translation type="vanished">请 {name} 总结（{price}）</translation>
    </message>
    <message>
        <source>Summarise · {amount}</source>
        <translation>总结 · {amount}</translation>
    </message>
    <message>
        <source>free</source>
        <translation type="vanished">免费</translation>
    </message>
    <message>
        <source>{count} new messages</source>
        <translation type="vanished">{count} 条新消息</translation>
    </message>
    <message>
        <source>{count} new messages. {name} can sum them up.</source>
        <translation>{count} 条新消息。{name} 可以总结。</translation>
    </message>
</context>
<context>
    <name>Chat</name>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>The AI could not answer: {why}</source>
        <translation>AI 无法回答：{why}</translation>
    </message>
</context>
<context>
    <name>CheckCard</name>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose a sound</source>
        <translation>选择音频</translation>
    </message>
    <message>
        <source>Drop a sound here</source>
        <translation>把音频拖到这里</translation>
    </message>
    <message>
        <source>Give it a sound that you came across. It is compared with all that the voice of this lounge has ever said, also where it was cut or made smaller, and is not kept.</source>
        <translation>提供一段你遇到的音频，即使被剪辑或压缩过，也会与此会客厅的声音说过的全部内容比对；音频不会保留。</translation>
    </message>
    <message>
        <source>Sending the sound</source>
        <translation>正在发送音频</translation>
    </message>
    <message>
        <source>Was this made here?</source>
        <translation>这是在这里生成的吗？</translation>
    </message>
</context>
<context>
    <name>CheckoutDialog</name>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Go on to pay</source>
        <translation>前往付款</translation>
    </message>
    <message>
        <source>Go on to pay {amount} {currency}</source>
        <translation>前往付款 {amount} {currency}</translation>
    </message>
    <message>
        <source>You pay on a page of the payment service, in your browser. The money is here as soon as the service has told this space.</source>
        <translation>你将在浏览器中的支付服务页面付款。支付服务通知本空间后，钱就会到账。</translation>
    </message>
</context>
<context>
    <name>CheckoutModel</name>
    <message>
        <source>The payment service gave no safe address.</source>
        <translation>支付服务给出的地址不安全。</translation>
    </message>
</context>
<context>
    <name>ChipsField</name>
    <message>
        <source>Remove {word}</source>
        <translation>移除 {word}</translation>
    </message>
</context>
<context>
    <name>ClubActs</name>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete this message?</source>
        <translation>要删除此消息吗？</translation>
    </message>
    <message>
        <source>It is deleted for everybody. This cannot be undone.</source>
        <translation>它会对所有人消失，且无法恢复。</translation>
    </message>
    <message>
        <source>It was written by {name}.</source>
        <translation>由 {name} 所写。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Link copied.</source>
        <translation>链接已复制。</translation>
    </message>
    <message>
        <source>Only the creator of {name} sees this.</source>
        <translation>只有 {name} 的创建者能看到。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>举报</translation>
    </message>
    <message>
        <source>Report this message</source>
        <translation>举报此消息</translation>
    </message>
    <message>
        <source>Save file</source>
        <translation type="vanished">保存文件</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>That message is in a club you are not in.</source>
        <translation>那条消息在你未加入的俱乐部中。</translation>
    </message>
    <message>
        <source>That message is on another server, {host}.</source>
        <translation>那条消息在另一台服务器 {host} 上。</translation>
    </message>
    <message>
        <source>The moderators of this club see the message and your reason.</source>
        <translation>此俱乐部的管理员会看到消息和你的理由。</translation>
    </message>
    <message>
        <source>What is wrong with it?</source>
        <translation>它有什么问题？</translation>
    </message>
    <message>
        <source>What was wrong with this answer?</source>
        <translation>这个回答有什么问题？</translation>
    </message>
    <message>
        <source>Wrong, outdated, not what was asked… (optional)</source>
        <translation>错误、过时、答非所问…（可选）</translation>
    </message>
</context>
<context>
    <name>ClubListView</name>
    <message>
        <source>Club settings…</source>
        <translation>俱乐部设置…</translation>
    </message>
    <message>
        <source>Clubs</source>
        <translation>俱乐部</translation>
    </message>
    <message>
        <source>Copy an invite link</source>
        <translation>复制邀请链接</translation>
    </message>
    <message>
        <source>Every message</source>
        <translation>所有消息</translation>
    </message>
    <message>
        <source>Find a club</source>
        <translation>查找俱乐部</translation>
    </message>
    <message>
        <source>Find among my clubs</source>
        <translation>在我的俱乐部中查找</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Leave the club…</source>
        <translation>退出俱乐部…</translation>
    </message>
    <message>
        <source>Leave {name}?</source>
        <translation>要退出 {name} 吗？</translation>
    </message>
    <message>
        <source>Mark as read</source>
        <translation>标为已读</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>提到我的</translation>
    </message>
    <message>
        <source>Mentions of me</source>
        <translation>仅提到我的</translation>
    </message>
    <message>
        <source>Mentions · {count}</source>
        <translation>提到我的 · {count}</translation>
    </message>
    <message>
        <source>My agents</source>
        <translation>我的智能体</translation>
    </message>
    <message>
        <source>My clubs</source>
        <translation>我的俱乐部</translation>
    </message>
    <message>
        <source>New club</source>
        <translation>新建俱乐部</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不通知</translation>
    </message>
    <message>
        <source>Notify me about</source>
        <translation>通知我</translation>
    </message>
    <message>
        <source>Search in all clubs</source>
        <translation>在所有俱乐部中搜索</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>The clubs you join appear here.</source>
        <translation>你加入的俱乐部会显示在这里。</translation>
    </message>
    <message>
        <source>What you wrote stays. You can join again as long as the club is open.</source>
        <translation>你写的内容会保留。只要它仍开放，你可以再次加入。</translation>
    </message>
    <message>
        <source>You have paid until {day}. Nothing of it is paid back, and coming back before then costs nothing. What you wrote stays.</source>
        <translation>你已付费到 {day}。不会退款，在此之前回来不收费。你写的内容会保留。</translation>
    </message>
</context>
<context>
    <name>ClubThread</name>
    <message>
        <source>Saved as {name}.</source>
        <translation type="vanished">已保存为 {name}。</translation>
    </message>
    <message>
        <source>The moderators have been told. Thank you.</source>
        <translation>已通知管理员，谢谢。</translation>
    </message>
</context>
<context>
    <name>ClubsModel</name>
    <message>
        <source>notifies all members</source>
        <translation>会通知所有成员</translation>
    </message>
</context>
<context>
    <name>ClubsView</name>
    <message>
        <source>1 message was not sent</source>
        <translation>1 条消息未发送</translation>
    </message>
    <message>
        <source>1 open report</source>
        <translation>1 个举报待处理</translation>
    </message>
    <message>
        <source>A club is a place to talk together and ask AI agents questions.</source>
        <translation>俱乐部是大家一起聊天、向 AI 智能体提问的地方。</translation>
    </message>
    <message>
        <source>A page up or down</source>
        <translation>向上或向下一页</translation>
    </message>
    <message>
        <source>Ask an agent or mention somebody</source>
        <translation>向智能体提问或提到某人</translation>
    </message>
    <message>
        <source>Ask nobody, answer nothing, or leave the message as it was</source>
        <translation>不向任何人提问、取消回复，或放弃更改</translation>
    </message>
    <message>
        <source>Begin a new line</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>粗体</translation>
    </message>
    <message>
        <source>Change my last message, where nothing is written</source>
        <translation>未输入内容时更改我的上一条消息</translation>
    </message>
    <message>
        <source>Choose a club</source>
        <translation>选择一个俱乐部</translation>
    </message>
    <message>
        <source>Clubs</source>
        <translation>俱乐部</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Copy the selected text, or the message</source>
        <translation>复制所选文字或整条消息</translation>
    </message>
    <message>
        <source>Create a club</source>
        <translation>创建俱乐部</translation>
    </message>
    <message>
        <source>Find a club</source>
        <translation type="vanished">查找俱乐部</translation>
    </message>
    <message>
        <source>Go from message to message</source>
        <translation>在消息之间移动</translation>
    </message>
    <message>
        <source>Go to a day</source>
        <translation>跳到某天</translation>
    </message>
    <message>
        <source>In this club</source>
        <translation type="vanished">在此俱乐部</translation>
    </message>
    <message>
        <source>Italic</source>
        <translation>斜体</translation>
    </message>
    <message>
        <source>Leave the club</source>
        <translation type="vanished">退出俱乐部</translation>
    </message>
    <message>
        <source>Members</source>
        <translation type="vanished">成员</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>More about this club</source>
        <translation type="vanished">此俱乐部的更多选项</translation>
    </message>
    <message>
        <source>My clubs</source>
        <translation type="vanished">我的俱乐部</translation>
    </message>
    <message>
        <source>New club</source>
        <translation type="vanished">新建俱乐部</translation>
    </message>
    <message>
        <source>Next club with something new</source>
        <translation>下一个有新内容的俱乐部</translation>
    </message>
    <message>
        <source>No clubs yet</source>
        <translation>还没有俱乐部</translation>
    </message>
    <message>
        <source>Pick one of your clubs on the left, or create a new one.</source>
        <translation>请在左侧选择一个俱乐部，或新建一个。</translation>
    </message>
    <message>
        <source>Previous club with something new</source>
        <translation>上一个有新内容的俱乐部</translation>
    </message>
    <message>
        <source>Prices</source>
        <translation>价格</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>举报</translation>
    </message>
    <message>
        <source>Search in all clubs</source>
        <translation>在所有俱乐部中搜索</translation>
    </message>
    <message>
        <source>Search in this club</source>
        <translation>在此俱乐部中搜索</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>The first message shown, and the newest</source>
        <translation>显示的第一条消息和最新消息</translation>
    </message>
    <message>
        <source>What can be done with a message: answer, react, pin, edit, report</source>
        <translation>可对消息做的事：回复、回应、置顶、编辑、举报</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>书写</translation>
    </message>
    <message>
        <source>{count} messages were not sent</source>
        <translation>{count} 条消息未发送</translation>
    </message>
    <message>
        <source>{count} open reports</source>
        <translation>{count} 个举报待处理</translation>
    </message>
    <message>
        <source>{name} has changed on your disk, and the agent has read it again.</source>
        <translation>{name} 在你的磁盘上已更改，智能体已重新读取。</translation>
    </message>
</context>
<context>
    <name>CommunitiesModel</name>
    <message>
        <source>Give it a name.</source>
        <translation>请起个名字。</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Ask an agent</source>
        <translation type="vanished">向智能体提问</translation>
    </message>
    <message>
        <source>Ask an agent or mention somebody</source>
        <translation>向智能体提问或提到某人</translation>
    </message>
    <message>
        <source>Ask {name}</source>
        <translation>问 {name}</translation>
    </message>
    <message>
        <source>Ask · {amount}</source>
        <translation>提问 · {amount}</translation>
    </message>
    <message>
        <source>Asking {name} · {detail}</source>
        <translation type="vanished">正在问 {name} · {detail}</translation>
    </message>
    <message>
        <source>Attach a file</source>
        <translation>附加文件</translation>
    </message>
    <message>
        <source>Don’t ask</source>
        <translation type="vanished">不提问</translation>
    </message>
    <message>
        <source>Insert an emoji</source>
        <translation>插入表情</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>保存修改</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Stop the reply</source>
        <translation>停止回复</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>写消息</translation>
    </message>
    <message>
        <source>Write a message. @ asks an agent or mentions somebody.</source>
        <translation>写消息。输入 @ 可向智能体提问或提到某人。</translation>
    </message>
    <message>
        <source>Write a message. @ asks an agent.</source>
        <translation>写消息。输入 @ 可向智能体提问。</translation>
    </message>
</context>
<context>
    <name>ConnectionModel</name>
    <message>
        <source>No connection. Trying again in {seconds} s.</source>
        <translation>没有连接，{seconds} 秒后重试。</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>正在重新连接…</translation>
    </message>
    <message>
        <source>Your space stopped and could not be started again.</source>
        <translation>你的空间已停止，且无法重新启动。</translation>
    </message>
    <message>
        <source>Your space stopped unexpectedly. It is being started again.</source>
        <translation>你的空间意外停止，正在重新启动。</translation>
    </message>
</context>
<context>
    <name>ConnectionStrip</name>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>A synthetic voice that resembles yours, out of these recordings.</source>
        <translation>用这些录音制作一个与你相似的合成声音。</translation>
    </message>
    <message>
        <source>A voice is yours. Before anything is sent, say that you agree.</source>
        <translation>声音属于你。在发送任何内容之前，请先表示同意。</translation>
    </message>
    <message>
        <source>All recordings are on the server.</source>
        <translation>所有录音都已在服务器上。</translation>
    </message>
    <message>
        <source>At any time, in the last step: recordings, voice and everything it ever said are deleted.</source>
        <translation>随时可在最后一步撤回：录音、声音以及它说过的一切都会被删除。</translation>
    </message>
    <message>
        <source>First say the statement; nothing has been sent yet.</source>
        <translation>请先朗读声明；目前尚未发送任何内容。</translation>
    </message>
    <message>
        <source>How to withdraw</source>
        <translation>如何撤回</translation>
    </message>
    <message>
        <source>I agree: send 1 recording</source>
        <translation>我同意：发送 1 段录音</translation>
    </message>
    <message>
        <source>I agree: send {count} recordings</source>
        <translation>我同意：发送 {count} 段录音</translation>
    </message>
    <message>
        <source>It sounded like “{heard}”. What counts is what you said, and that is kept.</source>
        <translation>听起来像“{heard}”。以你实际所说为准，录音已保留。</translation>
    </message>
    <message>
        <source>Nothing on this server recognises speech. It is kept as you spoke it.</source>
        <translation>此服务器上没有语音识别，声明按你所说的原样保留。</translation>
    </message>
    <message>
        <source>On {server}, where only you and its host can listen to the recordings. They go elsewhere only if you choose an engine that says so.</source>
        <translation>在 {server} 上，只有你和主机管理者能收听录音。只有当你选择明确标示的引擎时，录音才会去往别处。</translation>
    </message>
    <message>
        <source>Say it again</source>
        <translation>再说一遍</translation>
    </message>
    <message>
        <source>Say this, today</source>
        <translation>今天请说</translation>
    </message>
    <message>
        <source>The AI of “{lounge}” answers its members with it. Each answer is marked as an AI voice and can be traced to this consent.</source>
        <translation>“{lounge}”的 AI 用它回答成员。每条回答都标明为 AI 语音，并可追溯到这份同意。</translation>
    </message>
    <message>
        <source>The statement could not be checked here</source>
        <translation>此处无法核对声明</translation>
    </message>
    <message>
        <source>This is my own voice, and I agree</source>
        <translation>这是我本人的声音，我同意</translation>
    </message>
    <message>
        <source>Tick the box as well; nothing has been sent yet.</source>
        <translation>还需勾选方框；目前尚未发送任何内容。</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>使用这段</translation>
    </message>
    <message>
        <source>We could not follow the statement</source>
        <translation>没能听清声明</translation>
    </message>
    <message>
        <source>We heard your name and today's code</source>
        <translation>听到了你的名字和今天的代码</translation>
    </message>
    <message>
        <source>What is made</source>
        <translation>制作什么</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Where it is kept</source>
        <translation>保存在哪里</translation>
    </message>
    <message>
        <source>You have consented</source>
        <translation>你已同意</translation>
    </message>
    <message>
        <source>Your consent</source>
        <translation>你的同意</translation>
    </message>
    <message>
        <source>Your recordings are being sent; you can go on meanwhile.</source>
        <translation>正在发送录音，可以继续下一步。</translation>
    </message>
    <message>
        <source>Your statement is recorded</source>
        <translation>声明已录好</translation>
    </message>
    <message>
        <source>{name}, {lounge}, {when}. Fingerprint {digest}</source>
        <translation>{name}，{lounge}，{when}。指纹 {digest}</translation>
    </message>
</context>
<context>
    <name>ConsoleModel</name>
    <message>
        <source>Nobody is waiting.</source>
        <translation>没有人在等待。</translation>
    </message>
</context>
<context>
    <name>ConsoleView</name>
    <message>
        <source>Accept next</source>
        <translation>接手下一个</translation>
    </message>
    <message>
        <source>Choose a conversation</source>
        <translation>选择一个对话</translation>
    </message>
    <message>
        <source>Pick one on the left, or accept whoever waits the longest.</source>
        <translation>在左边选一个，或者接手等得最久的客户。</translation>
    </message>
    <message>
        <source>What you had begun to write is kept on this computer.</source>
        <translation>您没写完的内容保存在这台电脑上。</translation>
    </message>
</context>
<context>
    <name>ConversationEnd</name>
    <message>
        <source>A word about it</source>
        <translation>一句评价</translation>
    </message>
    <message>
        <source>A word about it, if you like</source>
        <translation>想说点什么吗（可不填）</translation>
    </message>
    <message>
        <source>How was it?</source>
        <translation>这次服务怎么样？</translation>
    </message>
    <message>
        <source>Send the rating</source>
        <translation>提交评价</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Start a new conversation</source>
        <translation>开始新的对话</translation>
    </message>
    <message>
        <source>You gave {stars}. Thank you.</source>
        <translation>您给了 {stars}。谢谢。</translation>
    </message>
</context>
<context>
    <name>ConversationListView</name>
    <message>
        <source>Accept next</source>
        <translation>接手下一个</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Conversations you accept stay here until they are resolved.</source>
        <translation>您接手的对话会留在这里，直到解决为止。</translation>
    </message>
    <message>
        <source>Customers who ask for a person appear here, the longest wait first.</source>
        <translation>要求人工服务的客户会出现在这里，等得最久的在最前面。</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>No conversation here holds these words.</source>
        <translation>这里没有包含这些字词的对话。</translation>
    </message>
    <message>
        <source>No conversations yet</source>
        <translation>还没有对话</translation>
    </message>
    <message>
        <source>Nobody is waiting</source>
        <translation>没有人在等待</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有结果</translation>
    </message>
    <message>
        <source>Nothing is yours</source>
        <translation>没有您的对话</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>排队</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>搜索对话</translation>
    </message>
    <message>
        <source>Show all conversations</source>
        <translation>显示全部对话</translation>
    </message>
    <message>
        <source>What customers write to this brand appears here.</source>
        <translation>客户写给这个品牌的内容会出现在这里。</translation>
    </message>
    <message>
        <source>Which conversations</source>
        <translation>哪些对话</translation>
    </message>
</context>
<context>
    <name>ConversationView</name>
    <message>
        <source>Accept</source>
        <translation>接手</translation>
    </message>
    <message>
        <source>Assign to a colleague</source>
        <translation>转给同事</translation>
    </message>
    <message>
        <source>Customer, notes and what the AI did</source>
        <translation>客户、备注和 AI 做过的事</translation>
    </message>
    <message>
        <source>Give back to the AI</source>
        <translation>交还给 AI</translation>
    </message>
    <message>
        <source>No colleague is online</source>
        <translation>没有同事在线</translation>
    </message>
    <message>
        <source>Not solved</source>
        <translation>没有解决</translation>
    </message>
    <message>
        <source>Nothing written yet</source>
        <translation>还没有写内容</translation>
    </message>
    <message>
        <source>Put back in the queue</source>
        <translation>放回队列</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>结束对话</translation>
    </message>
    <message>
        <source>Solved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>The customer has opened this conversation without writing.</source>
        <translation>客户打开了这个对话，但还没有写内容。</translation>
    </message>
    <message>
        <source>The note is added. Only staff see it.</source>
        <translation>备注已添加，只有工作人员看得到。</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>结果如何</translation>
    </message>
    <message>
        <source>{name}: {count} open</source>
        <translation>{name}：{count} 个进行中</translation>
    </message>
</context>
<context>
    <name>CreateLoungeView</name>
    <message>
        <source>Answer in text when the minutes are used</source>
        <translation>分钟数用完后用文字回答</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Create a lounge</source>
        <translation>创建会客厅</translation>
    </message>
    <message>
        <source>Create the lounge</source>
        <translation>创建会客厅</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>For coming in, once</source>
        <translation>进入费用，一次性</translation>
    </message>
    <message>
        <source>For talking without a limit, every 30 days</source>
        <translation>不限时交谈，每 30 天</translation>
    </message>
    <message>
        <source>Free minutes of speech a day</source>
        <translation>每天免费语音分钟数</translation>
    </message>
    <message>
        <source>Members pay</source>
        <translation>成员付费</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>People talk here with an AI that you make, in your voice once you have recorded it.</source>
        <translation>大家在这里与您创建的 AI 交谈；您录制声音之后，它会用您的声音说话。</translation>
    </message>
    <message>
        <source>Who are you, and what can people talk about?</source>
        <translation>您是谁？大家可以聊些什么？</translation>
    </message>
</context>
<context>
    <name>CreateServiceView</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Create a customer service</source>
        <translation>创建客服</translation>
    </message>
    <message>
        <source>Create the service</source>
        <translation>创建客服</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>For a brand: customers write, an AI or your people answer.</source>
        <translation>用于品牌：顾客来信，由 AI 或你的同事回答。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The name of the brand</source>
        <translation>品牌名称</translation>
    </message>
    <message>
        <source>What can customers ask about?</source>
        <translation>顾客可以问什么？</translation>
    </message>
    <message>
        <source>Who answers</source>
        <translation>由谁回答</translation>
    </message>
    <message>
        <source>You can change this later; running conversations keep theirs.</source>
        <translation>以后可以更改；进行中的会话保持原样。</translation>
    </message>
</context>
<context>
    <name>CreateView</name>
    <message>
        <source>Anybody on this server can find it and join for free.</source>
        <translation>此服务器上的任何人都能找到并免费加入。</translation>
    </message>
    <message>
        <source>Anybody on this server can find it. What is left empty is free. Your share of each payment goes into your wallet, the rest to the server. Prices can be changed later.</source>
        <translation>此服务器上的任何人都能找到它。留空即免费。每笔付款中你的份额进入你的钱包，其余归服务器。价格以后可以修改。</translation>
    </message>
    <message>
        <source>Anybody on this server can find it. What is left empty is free; prices can be changed later.</source>
        <translation type="vanished">此服务器上的任何人都能找到它。留空即免费；价格以后可以修改。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Create a club</source>
        <translation>创建俱乐部</translation>
    </message>
    <message>
        <source>Create the club</source>
        <translation>创建俱乐部</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>For a question to an agent</source>
        <translation>向智能体提问一次</translation>
    </message>
    <message>
        <source>For every 30 days</source>
        <translation>每 30 天</translation>
    </message>
    <message>
        <source>For joining, once</source>
        <translation>加入（一次性）</translation>
    </message>
    <message>
        <source>Members pay</source>
        <translation>成员付费</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>What is it about? People see this when they look for a club.</source>
        <translation>它是关于什么的？大家查找俱乐部时会看到。</translation>
    </message>
</context>
<context>
    <name>CustomerView</name>
    <message>
        <source>Ask a brand</source>
        <translation>向品牌提问</translation>
    </message>
    <message>
        <source>Choose a conversation</source>
        <translation>选择一个对话</translation>
    </message>
    <message>
        <source>Find a brand</source>
        <translation>查找品牌</translation>
    </message>
    <message>
        <source>Find the company you have a question for. You need not join it or pay.</source>
        <translation>找到您想咨询的企业。无需加入，也不收费。</translation>
    </message>
    <message>
        <source>Pick one on the left, or write to another brand.</source>
        <translation>在左侧选择一个，或联系另一个品牌。</translation>
    </message>
</context>
<context>
    <name>DashboardView</name>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 天</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>一年</translation>
    </message>
    <message>
        <source>As soon as people talk here, you see how many they are, how much is spoken and what comes in. Nobody’s name is among these figures.</source>
        <translation>只要有人在这里交谈，你就能看到人数、通话时长和收入。这些数字里不含任何人的名字。</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>数据面板</translation>
    </message>
    <message>
        <source>How it is shown</source>
        <translation>显示方式</translation>
    </message>
    <message>
        <source>Nobody has come in yet</source>
        <translation>还没有人进来</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <source>Save as picture…</source>
        <translation>保存为图片…</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>The days as a table</source>
        <translation>按天列出的表格</translation>
    </message>
    <message>
        <source>Where to save the days</source>
        <translation>把每日数据保存到哪里</translation>
    </message>
    <message>
        <source>Where to save the picture</source>
        <translation>把图片保存到哪里</translation>
    </message>
    <message>
        <source>Which days</source>
        <translation>日期范围</translation>
    </message>
</context>
<context>
    <name>DataSection</name>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>Data on this machine</source>
        <translation>本机数据</translation>
    </message>
    <message>
        <source>Diagnostics contain versions and recent log lines, but no passwords or addresses.</source>
        <translation>诊断信息只含版本和日志末尾：没有密码，没有地址</translation>
    </message>
    <message>
        <source>No program on this computer can open folders.</source>
        <translation>本机没有能打开文件夹的程序。</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>DatePopover</name>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Go to a day</source>
        <translation>跳到某天</translation>
    </message>
</context>
<context>
    <name>DecideDialog</name>
    <message>
        <source>Asked for on {when}.</source>
        <translation>申请时间：{when}。</translation>
    </message>
    <message>
        <source>It is paid</source>
        <translation>已付款</translation>
    </message>
    <message>
        <source>Note, for their statement</source>
        <translation>备注（会出现在对方的账单里）</translation>
    </message>
    <message>
        <source>Pay it first, outside of this space, then confirm it. Rejecting puts the money back into the wallet.</source>
        <translation>请先在本空间之外付款，再在此确认。拒绝则把钱退回钱包。</translation>
    </message>
    <message>
        <source>Reject it</source>
        <translation>拒绝</translation>
    </message>
</context>
<context>
    <name>Desktop</name>
    <message>
        <source>It stays in the tray and your space stays open. To quit, use the tray menu.</source>
        <translation>它在托盘中，你的空间保持开放。可在其菜单中退出。</translation>
    </message>
    <message>
        <source>Spaces keeps running</source>
        <translation>Spaces 仍在运行</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>DocumentView</name>
    <message>
        <source>A new name is asked for without documents.</source>
        <translation>更改名称的申请不附文件。</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Documents are deleted some time after the decision.</source>
        <translation>决定作出一段时间后，文件会被删除。</translation>
    </message>
    <message>
        <source>Fit the width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Look at a copy with another program, or ask for another file.</source>
        <translation>请用其他程序查看副本，或要求另一个文件。</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>No documents</source>
        <translation>没有文件</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Save a copy…</source>
        <translation>保存副本…</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <source>This document cannot be shown</source>
        <translation>无法显示此文件</translation>
    </message>
    <message>
        <source>Where to save the copy</source>
        <translation>副本保存位置</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
</context>
<context>
    <name>DurationField</name>
    <message>
        <source>Unit of “{title}”</source>
        <translation>“{title}”的单位</translation>
    </message>
    <message>
        <source>days</source>
        <translation>天</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>小时</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
</context>
<context>
    <name>Ear</name>
    <message>
        <source>That was too short. Hold the button while you speak.</source>
        <translation>太短了。请在说话时按住按钮。</translation>
    </message>
</context>
<context>
    <name>EditorModel</name>
    <message>
        <source>Fill in the address of the model's server.</source>
        <translation>请填写模型服务器的地址。</translation>
    </message>
    <message>
        <source>Fill in the name of the model.</source>
        <translation>请填写模型的名称。</translation>
    </message>
    <message>
        <source>Give it a name first.</source>
        <translation>请先起个名字。</translation>
    </message>
    <message>
        <source>Give the agent a name.</source>
        <translation>请给智能体起个名字。</translation>
    </message>
    <message>
        <source>Line {line} of the definition: {words}</source>
        <translation>定义第 {line} 行：{words}</translation>
    </message>
</context>
<context>
    <name>EditorView</name>
    <message>
        <source>About the space</source>
        <translation>关于此空间</translation>
    </message>
    <message>
        <source>Agent</source>
        <translation>智能体</translation>
    </message>
    <message>
        <source>Asked {asked} times: {answered} answered, {stopped} stopped, {failed} failed. {up} times it helped, {down} times it did not.</source>
        <translation>被问 {asked} 次：已回答 {answered}，已停止 {stopped}，失败 {failed}。{up} 次有帮助，{down} 次没帮助。</translation>
    </message>
    <message>
        <source>Asked: {question}</source>
        <translation>提问：{question}</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Create a space</source>
        <translation>创建空间</translation>
    </message>
    <message>
        <source>Create the space</source>
        <translation>创建此空间</translation>
    </message>
    <message>
        <source>Definition</source>
        <translation>定义</translation>
    </message>
    <message>
        <source>Definition as JSON</source>
        <translation>JSON 格式的定义</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>Did not help</source>
        <translation>没帮助</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Edit the agent</source>
        <translation>编辑智能体</translation>
    </message>
    <message>
        <source>Edit the space</source>
        <translation>编辑空间</translation>
    </message>
    <message>
        <source>Everybody on this server sees it</source>
        <translation>此服务器上的所有人都能看到</translation>
    </message>
    <message>
        <source>Everything can be changed afterwards.</source>
        <translation>以后都可以修改。</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>整理格式</translation>
    </message>
    <message>
        <source>Games, learning, meetings…</source>
        <translation>游戏、学习、会议…</translation>
    </message>
    <message>
        <source>Helped</source>
        <translation>有帮助</translation>
    </message>
    <message>
        <source>Knowledge</source>
        <translation>知识</translation>
    </message>
    <message>
        <source>Limit how many take part</source>
        <translation>限制参与人数</translation>
    </message>
    <message>
        <source>Line {line}: {words}</source>
        <translation>第 {line} 行：{words}</translation>
    </message>
    <message>
        <source>Most participants in one session</source>
        <translation>一场会话的最多人数</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>No votes yet</source>
        <translation>还没有评价</translation>
    </message>
    <message>
        <source>Nobody has asked it yet.</source>
        <translation>还没有人问过它。</translation>
    </message>
    <message>
        <source>Not in any of your clubs yet.</source>
        <translation>还不在你的任何俱乐部中。</translation>
    </message>
    <message>
        <source>People can say whether a reply helped. Their votes appear here.</source>
        <translation>大家可以评价回复是否有帮助，评价会显示在这里。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>So far</source>
        <translation>目前为止</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>The agent</source>
        <translation>智能体</translation>
    </message>
    <message>
        <source>This can be used.</source>
        <translation>可以使用。</translation>
    </message>
    <message>
        <source>Type a tag, then Enter</source>
        <translation>输入标签后按回车</translation>
    </message>
    <message>
        <source>Votes</source>
        <translation>评价</translation>
    </message>
    <message>
        <source>Votes on its replies</source>
        <translation>对其回复的评价</translation>
    </message>
    <message>
        <source>What do people do here?</source>
        <translation>大家在这里做什么？</translation>
    </message>
    <message>
        <source>What do you want to do together?</source>
        <translation>你们想一起做什么？</translation>
    </message>
    <message>
        <source>What you typed before is here again.</source>
        <translation>你之前输入的内容已恢复。</translation>
    </message>
    <message>
        <source>Where it answers</source>
        <translation>它在哪里回答</translation>
    </message>
    <message>
        <source>free</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>{amount} a question</source>
        <translation>每次提问 {amount}</translation>
    </message>
    <message>
        <source>{club}: {fee}, reads the last {count} messages</source>
        <translation>{club}：{fee}，会读最近 {count} 条消息</translation>
    </message>
    <message>
        <source>{club}: {fee}, reads the question only</source>
        <translation>{club}：{fee}，只读问题</translation>
    </message>
    <message>
        <source>“{comment}”</source>
        <translation>“{comment}”</translation>
    </message>
</context>
<context>
    <name>EmojiPicker</name>
    <message>
        <source>Emoji</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>No emoji with that name</source>
        <translation>没有这个名称的表情</translation>
    </message>
    <message>
        <source>Pick an emoji</source>
        <translation>选择表情</translation>
    </message>
    <message>
        <source>Search emoji</source>
        <translation>搜索表情</translation>
    </message>
</context>
<context>
    <name>EmptyThread</name>
    <message>
        <source>Add an agent</source>
        <translation>添加智能体</translation>
    </message>
    <message>
        <source>Invite people</source>
        <translation>邀请他人</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>还没有消息</translation>
    </message>
    <message>
        <source>Write the first message, or ask one of {name} with @.</source>
        <translation>写下第一条消息，或用 @ 询问以下之一：{name}。</translation>
    </message>
    <message>
        <source>Write the first message, or ask {name} with @.</source>
        <translation>写下第一条消息，或用 @ 询问 {name}。</translation>
    </message>
    <message>
        <source>Write the first message.</source>
        <translation>写下第一条消息。</translation>
    </message>
</context>
<context>
    <name>ErrorReport</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详情</translation>
    </message>
    <message>
        <source>Nothing you wrote is lost. If it happens again, send these details to whoever runs your space. They contain no passwords and none of your messages.</source>
        <translation>你写的内容没有丢失。如果再次出现，请把这些详情发给管理你空间的人。其中没有密码，也没有你的消息。</translation>
    </message>
    <message>
        <source>Nothing you wrote is lost. If this comes again, send these details to whoever looks after your Spaces: they hold no password and none of your messages.</source>
        <translation type="vanished">你写的内容没有丢失。如果再次出现，请把这些详情发给维护 Spaces 的人：其中没有密码，也没有你的消息。</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="vanished">出错了</translation>
    </message>
    <message>
        <source>Something went wrong inside Spaces</source>
        <translation>Spaces 内部出错了</translation>
    </message>
    <message>
        <source>{count} different errors so far</source>
        <translation>目前共有 {count} 个不同的错误</translation>
    </message>
</context>
<context>
    <name>ErrorStrip</name>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>ExportPage</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Everything said in the club, with who said it and when. A web page opens in any browser; JSON is for other programs.</source>
        <translation>俱乐部里的全部发言，含发言人和时间。网页可用任何浏览器打开；JSON 供其他程序使用。</translation>
    </message>
    <message>
        <source>Everything said in the club, with who said it and when. As a page it can be read in any browser; as JSON another program can work with it.</source>
        <translation type="vanished">俱乐部里的全部发言，含发言人和时间。网页格式可在任何浏览器中阅读；JSON 格式可供其他程序使用。</translation>
    </message>
    <message>
        <source>Save as JSON…</source>
        <translation>另存为 JSON…</translation>
    </message>
    <message>
        <source>Save as a web page…</source>
        <translation>另存为网页…</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <source>Where to save the club</source>
        <translation>保存俱乐部到哪里</translation>
    </message>
    <message>
        <source>{size} saved so far</source>
        <translation>已保存 {size}</translation>
    </message>
</context>
<context>
    <name>Files</name>
    <message>
        <source>Saved as {name}.</source>
        <translation>已保存为 {name}。</translation>
    </message>
</context>
<context>
    <name>GalleryView</name>
    <message>
        <source>A space is something to do together: a whiteboard, a video, a quiz or a page of your own, live with others.</source>
        <translation>空间是可以一起做的事：白板、视频、问答或你自己的网页，与他人实时进行。</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>所有标签</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Create a space</source>
        <translation>创建空间</translation>
    </message>
    <message>
        <source>Create the first one</source>
        <translation>创建第一个</translation>
    </message>
    <message>
        <source>Gallery</source>
        <translation>展厅</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>No space fits what you look for.</source>
        <translation>没有符合条件的空间。</translation>
    </message>
    <message>
        <source>No spaces yet</source>
        <translation>还没有空间</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有结果</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>公开</translation>
    </message>
    <message>
        <source>Search by name, description or tag</source>
        <translation>按名称、描述或标签搜索</translation>
    </message>
    <message>
        <source>Show all of them</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Spaces</source>
        <translation>Spaces</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Things to do together, live</source>
        <translation>一起实时做的事</translation>
    </message>
    <message>
        <source>Whose spaces</source>
        <translation>谁的空间</translation>
    </message>
</context>
<context>
    <name>GrowingWave</name>
    <message>
        <source>Waveform</source>
        <translation>波形</translation>
    </message>
</context>
<context>
    <name>Header</name>
    <message>
        <source>Verified</source>
        <translation>已认证</translation>
    </message>
    <message>
        <source>{name}, Verified</source>
        <translation>{name}，已认证</translation>
    </message>
</context>
<context>
    <name>HelpBar</name>
    <message>
        <source>Cancel the draft…</source>
        <translation>取消草稿…</translation>
    </message>
    <message>
        <source>Insert a ready-made answer ( / )</source>
        <translation>插入常用回复（/）</translation>
    </message>
    <message>
        <source>Let the AI propose a reply; you decide what is sent</source>
        <translation>让 AI 起草回复，由您决定发送什么</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Ready-made</source>
        <translation>常用回复</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Suggest</source>
        <translation>起草</translation>
    </message>
    <message>
        <source>The draft rests on: {titles}</source>
        <translation>草稿依据：{titles}</translation>
    </message>
    <message>
        <source>What is being written</source>
        <translation>正在写什么</translation>
    </message>
</context>
<context>
    <name>HolidaysEditor</name>
    <message>
        <source>Add a holiday</source>
        <translation>添加假日</translation>
    </message>
    <message>
        <source>Closed all day</source>
        <translation>全天休息</translation>
    </message>
    <message>
        <source>Day of holiday {number}</source>
        <translation>假日 {number} 的日期</translation>
    </message>
    <message>
        <source>Holidays</source>
        <translation>假日</translation>
    </message>
    <message>
        <source>Name of holiday {number}</source>
        <translation>假日 {number} 的名称</translation>
    </message>
    <message>
        <source>Name, such as New Year</source>
        <translation>名称，例如元旦</translation>
    </message>
    <message>
        <source>None yet. On a holiday nobody is there, or only in the hours you give it.</source>
        <translation>还没有。假日无人值班，或只在你给定的时段有人。</translation>
    </message>
    <message>
        <source>Remove holiday {number}</source>
        <translation>移除假日 {number}</translation>
    </message>
    <message>
        <source>holiday {number}</source>
        <translation>假日 {number}</translation>
    </message>
</context>
<context>
    <name>HomeView</name>
    <message>
        <source>A ready-made club with an agent that knows this app: ask it anything.</source>
        <translation>一个现成的俱乐部，里面的智能体熟悉本应用，什么都可以问。</translation>
    </message>
    <message>
        <source>Create a club</source>
        <translation>创建俱乐部</translation>
    </message>
    <message>
        <source>Create a lounge</source>
        <translation>创建会客厅</translation>
    </message>
    <message>
        <source>Creating the club…</source>
        <translation>正在创建俱乐部…</translation>
    </message>
    <message>
        <source>Find a club to join</source>
        <translation>寻找要加入的俱乐部</translation>
    </message>
    <message>
        <source>Find a lounge to talk in</source>
        <translation>找一间会客厅聊聊</translation>
    </message>
    <message>
        <source>Go to my clubs</source>
        <translation>前往我的俱乐部</translation>
    </message>
    <message>
        <source>Hello, {who}</source>
        <translation>你好，{who}</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>New since your last visit</source>
        <translation>上次访问后的新消息</translation>
    </message>
    <message>
        <source>Try it out with a guide</source>
        <translation>跟着向导试一试</translation>
    </message>
    <message>
        <source>Try it: a club with a guide that knows this app</source>
        <translation type="vanished">试一试：带向导的俱乐部，它熟悉本应用</translation>
    </message>
    <message>
        <source>You are at {where}.</source>
        <translation>你在 {where}。</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 个</translation>
    </message>
    <message>
        <source>{club}: {count} new</source>
        <translation>{club}：{count} 条新消息</translation>
    </message>
    <message>
        <source>{club}: {count} new, {mentions} for you</source>
        <translation>{club}：{count} 条新消息，{mentions} 条提到你</translation>
    </message>
</context>
<context>
    <name>HostPage</name>
    <message>
        <source>Check the books</source>
        <translation>核对账目</translation>
    </message>
    <message>
        <source>Checking the books</source>
        <translation>正在核对账目</translation>
    </message>
    <message>
        <source>Nobody waits for a payout.</source>
        <translation>没有待处理的提现。</translation>
    </message>
    <message>
        <source>Payouts that wait</source>
        <translation>待处理的提现</translation>
    </message>
    <message>
        <source>Payouts that wait for you</source>
        <translation>等你处理的提现</translation>
    </message>
    <message>
        <source>The books agree. Difference: {amount}</source>
        <translation>账目相符。差额：{amount}</translation>
    </message>
    <message>
        <source>The books do not agree. Difference: {amount}</source>
        <translation>账目不符。差额：{amount}</translation>
    </message>
    <message>
        <source>Top up a wallet…</source>
        <translation>给钱包充值…</translation>
    </message>
    <message>
        <source>{account}: {stored} is written down, the entries make {derived}</source>
        <translation>{account}：账面为 {stored}，按明细累计为 {derived}</translation>
    </message>
    <message>
        <source>{transactions} transactions with {entries} entries were added up anew.</source>
        <translation>已重新累计 {transactions} 笔交易、{entries} 条明细。</translation>
    </message>
</context>
<context>
    <name>HoursPage</name>
    <message>
        <source>Business hours</source>
        <translation>营业时间</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>Copy the hours of {day} to other days</source>
        <translation>将{day}的时段复制到其他日子</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>每周</translation>
    </message>
    <message>
        <source>It is {time} there now.</source>
        <translation>那里现在是 {time}。</translation>
    </message>
    <message>
        <source>Outside of them customers are told when people are back, and waiting-time targets pause. The AI answers at any time.</source>
        <translation>营业时间之外，会告诉顾客何时有人，等待时间目标暂停。AI 随时回答。</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>时区</translation>
    </message>
    <message>
        <source>To Monday to Friday</source>
        <translation>到周一至周五</translation>
    </message>
    <message>
        <source>To every day</source>
        <translation>到每一天</translation>
    </message>
</context>
<context>
    <name>IncomeView</name>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 天</translation>
    </message>
    <message>
        <source>A year</source>
        <translation>一年</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>For the server</source>
        <translation>归服务器</translation>
    </message>
    <message>
        <source>For you</source>
        <translation>归你</translation>
    </message>
    <message>
        <source>Income</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Income a day</source>
        <translation>每日收入</translation>
    </message>
    <message>
        <source>Members paid</source>
        <translation>成员支付</translation>
    </message>
    <message>
        <source>No community of your own</source>
        <translation>你还没有自己的社区</translation>
    </message>
    <message>
        <source>Nobody has paid anything yet.</source>
        <translation>还没有人付过款。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>付款</translation>
    </message>
    <message>
        <source>Payments: open one to pay it back</source>
        <translation>付款：打开一笔即可退款</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Together, refunds taken off</source>
        <translation>合计（已扣除退款）</translation>
    </message>
    <message>
        <source>What members pay to a community that you created is shown here.</source>
        <translation>成员向你创建的社区支付的费用会显示在这里。</translation>
    </message>
    <message>
        <source>Where to save the income</source>
        <translation>收入表保存到哪里</translation>
    </message>
    <message>
        <source>Which days</source>
        <translation>日期范围</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>About this club</source>
        <translation>关于此俱乐部</translation>
    </message>
    <message>
        <source>Invite people</source>
        <translation>邀请他人</translation>
    </message>
    <message>
        <source>People</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Pins</source>
        <translation>置顶</translation>
    </message>
</context>
<context>
    <name>InviteView</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Invite to {name}</source>
        <translation>邀请加入 {name}</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Make a link</source>
        <translation>生成链接</translation>
    </message>
    <message>
        <source>Make a new link</source>
        <translation>生成新链接</translation>
    </message>
    <message>
        <source>Whoever opens this link in the app, signed in to this server, sees the space. A new link ends the one before.</source>
        <translation>登录此服务器的人在应用中打开此链接即可看到该空间。新链接会使旧链接失效。</translation>
    </message>
</context>
<context>
    <name>InvitesPage</name>
    <message>
        <source>Copy the link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Create an invite</source>
        <translation>创建邀请</translation>
    </message>
    <message>
        <source>Joins as</source>
        <translation>加入身份</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Moderator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>No open invites. Create one and send its link.</source>
        <translation>没有有效的邀请。创建一个，并把链接发给对方。</translation>
    </message>
    <message>
        <source>Open invites</source>
        <translation>有效的邀请</translation>
    </message>
    <message>
        <source>Revoke the invite</source>
        <translation>撤回邀请</translation>
    </message>
    <message>
        <source>Uses</source>
        <translation>可使用</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>any number of times</source>
        <translation>不限次数</translation>
    </message>
    <message>
        <source>for a day</source>
        <translation>一天</translation>
    </message>
    <message>
        <source>for a moderator</source>
        <translation>管理员邀请</translation>
    </message>
    <message>
        <source>for {count} days</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>once</source>
        <translation>一次</translation>
    </message>
    <message>
        <source>until revoked</source>
        <translation>直到撤回</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>直到 {day}</translation>
    </message>
    <message>
        <source>used once</source>
        <translation>已使用一次</translation>
    </message>
    <message>
        <source>used {count} of {most} times</source>
        <translation>已用 {count} 次，共 {most} 次</translation>
    </message>
    <message>
        <source>used {count} times</source>
        <translation>已用 {count} 次</translation>
    </message>
    <message>
        <source>{count} times</source>
        <translation>{count} 次</translation>
    </message>
</context>
<context>
    <name>KnowledgeModel</name>
    <message>
        <source>Give the text a title and some content.</source>
        <translation>文本需要标题和内容。</translation>
    </message>
    <message>
        <source>Larger than 10 MB.</source>
        <translation>超过 10 MB。</translation>
    </message>
    <message>
        <source>Only text, Markdown and PDF can be read.</source>
        <translation>只能读取文本、Markdown 和 PDF。</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>无法读取此文件。</translation>
    </message>
</context>
<context>
    <name>KnowledgePage</name>
    <message>
        <source>1 passage</source>
        <translation>1 段</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>Add files: it answers from them and says which ones it used.</source>
        <translation>添加文件，它会据此回答，并说明用了哪些。</translation>
    </message>
    <message>
        <source>Files the agent answers from</source>
        <translation>智能体据以回答的文件</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>忘掉</translation>
    </message>
    <message>
        <source>Forget {name}</source>
        <translation>忘掉 {name}</translation>
    </message>
    <message>
        <source>Forget {name}?</source>
        <translation>要忘掉 {name} 吗？</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>No knowledge yet</source>
        <translation>还没有知识</translation>
    </message>
    <message>
        <source>Paste text</source>
        <translation>粘贴文本</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Stop reading {name}</source>
        <translation>停止读取 {name}</translation>
    </message>
    <message>
        <source>Text, Markdown or PDF; drop files anywhere in this window.</source>
        <translation>文本、Markdown 或 PDF；可把文件拖放到此窗口任意位置。</translation>
    </message>
    <message>
        <source>Text, Markdown, PDF (*.txt *.md *.markdown *.pdf)</source>
        <translation>文本、Markdown、PDF (*.txt *.md *.markdown *.pdf)</translation>
    </message>
    <message>
        <source>The agent no longer answers from it. The file on your disk stays.</source>
        <translation>智能体不再据此回答。你磁盘上的文件会保留。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>What it knows</source>
        <translation>它知道什么</translation>
    </message>
    <message>
        <source>cited {count} times, last {when}</source>
        <translation>被引用 {count} 次，最近 {when}</translation>
    </message>
    <message>
        <source>its file is missing</source>
        <translation>它的文件已不存在</translation>
    </message>
    <message>
        <source>never cited</source>
        <translation>从未被引用</translation>
    </message>
    <message>
        <source>updated from its file</source>
        <translation>已按文件更新</translation>
    </message>
    <message>
        <source>{count} characters</source>
        <translation>{count} 个字符</translation>
    </message>
    <message>
        <source>{count} passages</source>
        <translation>{count} 段</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
</context>
<context>
    <name>KnownPlaces</name>
    <message>
        <source>Spaces you have used</source>
        <translation>用过的空间</translation>
    </message>
    <message>
        <source>{name} as {user}</source>
        <translation>{name}（{user}）</translation>
    </message>
</context>
<context>
    <name>LauncherPreview</name>
    <message>
        <source>Preview of a page with the chat button at the bottom right: {greeting}</source>
        <translation>网页预览，右下角有聊天按钮：{greeting}</translation>
    </message>
    <message>
        <source>Preview of a page without the chat: it is off.</source>
        <translation>网页预览，没有聊天：已关闭。</translation>
    </message>
    <message>
        <source>no greeting</source>
        <translation>没有问候语</translation>
    </message>
</context>
<context>
    <name>LearnView</name>
    <message>
        <source>Not this one</source>
        <translation>这个不用</translation>
    </message>
    <message>
        <source>Question and answer</source>
        <translation>问题和回答</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save this answer to the knowledge?</source>
        <translation>把这个回答存入知识库？</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>The AI can answer this by itself next time. Take out what is private.</source>
        <translation>下次 AI 就能自己回答了。请删去私人信息。</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
</context>
<context>
    <name>LevelMeter</name>
    <message>
        <source>Level</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Too loud</source>
        <translation>声音过大</translation>
    </message>
</context>
<context>
    <name>LibraryModel</name>
    <message>
        <source>asked {asked}, answered {answered}, helpful {up}, not helpful {down}</source>
        <translation>被问 {asked}，已答 {answered}，有帮助 {up}，没帮助 {down}</translation>
    </message>
    <message>
        <source>not asked yet</source>
        <translation>还没被问过</translation>
    </message>
</context>
<context>
    <name>LibraryView</name>
    <message>
        <source>Add one in any of your clubs. It answers from the files you give it.</source>
        <translation>在你的任一俱乐部里添加一个，它会根据你给的文件回答。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>要删除 {name} 吗？</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>It is removed from all clubs and its knowledge is deleted. Its replies stay.</source>
        <translation>它会从所有俱乐部移除，知识会被删除。它的回复会保留。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>My agents</source>
        <translation>我的智能体</translation>
    </message>
    <message>
        <source>No agents yet</source>
        <translation>还没有智能体</translation>
    </message>
    <message>
        <source>They answer in the clubs you have added them to.</source>
        <translation>它们在你添加到的俱乐部中回答。</translation>
    </message>
</context>
<context>
    <name>LinkView</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Link or code</source>
        <translation>链接或代码</translation>
    </message>
    <message>
        <source>Members see both before they ask. They hold from the next question.</source>
        <translation>成员在提问前会看到这两项。从下一个问题起生效。</translation>
    </message>
    <message>
        <source>Members see this number before they ask. It holds from the next question.</source>
        <translation type="vanished">成员在提问前会看到这个数字。从下一个问题起生效。</translation>
    </message>
    <message>
        <source>Messages of the club it reads with a question</source>
        <translation>回答问题时读取的俱乐部消息数</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open an invite</source>
        <translation>打开邀请</translation>
    </message>
    <message>
        <source>Paste the link you were given, to a space or into a live session.</source>
        <translation>粘贴你收到的链接，可以是空间或进行中的会话。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What a question costs</source>
        <translation>每个问题的费用</translation>
    </message>
    <message>
        <source>free</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>only the question</source>
        <translation>只读问题</translation>
    </message>
    <message>
        <source>{name} in this club</source>
        <translation>本俱乐部中的 {name}</translation>
    </message>
</context>
<context>
    <name>LinkedAgentsModel</name>
    <message>
        <source>free</source>
        <translation>免费</translation>
    </message>
    <message>
        <source>free for you</source>
        <translation type="vanished">对你免费</translation>
    </message>
    <message>
        <source>free for you, {amount} for members</source>
        <translation>对你免费，成员 {amount}</translation>
    </message>
    <message>
        <source>no fee here</source>
        <translation>此处免费</translation>
    </message>
    <message>
        <source>{amount} a question</source>
        <translation>每次提问 {amount}</translation>
    </message>
    <message>
        <source>{fee} ({left})</source>
        <translation>{fee}（{left}）</translation>
    </message>
    <message>
        <source>{fee}, reads the last message</source>
        <translation>{fee}，会读最近一条消息</translation>
    </message>
    <message>
        <source>{fee}, reads the last {count} messages</source>
        <translation>{fee}，会读最近 {count} 条消息</translation>
    </message>
    <message>
        <source>{fee}, reads your question only</source>
        <translation>{fee}，只读你的问题</translation>
    </message>
</context>
<context>
    <name>ListStates</name>
    <message>
        <source>Loading</source>
        <translation type="vanished">正在加载</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation type="vanished">显示更多</translation>
    </message>
</context>
<context>
    <name>ListenPage</name>
    <message>
        <source>1 recording, the voice and every clip that was made with it are deleted at once. This cannot be undone.</source>
        <translation>1 段录音、声音以及用它制作的所有片段会立即删除，无法恢复。</translation>
    </message>
    <message>
        <source>A sentence of your own</source>
        <translation>自己写一句</translation>
    </message>
    <message>
        <source>AI voice</source>
        <translation>AI 语音</translation>
    </message>
    <message>
        <source>All recordings, the voice and every clip it ever spoke are deleted on the server, and the lounge answers in writing. What members saved elsewhere is out of our reach.</source>
        <translation>服务器上的所有录音、声音以及它说过的每个片段都会删除，会客厅改用文字回答。成员另存到别处的内容我们无法触及。</translation>
    </message>
    <message>
        <source>Change and build again</source>
        <translation>修改并重新生成</translation>
    </message>
    <message>
        <source>Compare (A)</source>
        <translation>对比 (A)</translation>
    </message>
    <message>
        <source>Delete everything</source>
        <translation>全部删除</translation>
    </message>
    <message>
        <source>It is being spoken</source>
        <translation>正在合成</translation>
    </message>
    <message>
        <source>Keep my voice</source>
        <translation>保留我的声音</translation>
    </message>
    <message>
        <source>Listen and publish</source>
        <translation>试听与发布</translation>
    </message>
    <message>
        <source>Listen to “{text}”</source>
        <translation>试听“{text}”</translation>
    </message>
    <message>
        <source>Made by {engine}</source>
        <translation>由 {engine} 制作</translation>
    </message>
    <message>
        <source>Not published yet</source>
        <translation>尚未发布</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Publish the voice</source>
        <translation>发布声音</translation>
    </message>
    <message>
        <source>Published</source>
        <translation>已发布</translation>
    </message>
    <message>
        <source>The lounge answers its members with this voice.</source>
        <translation>会客厅用这个声音回答成员。</translation>
    </message>
    <message>
        <source>Until then the lounge answers in writing.</source>
        <translation>在此之前，会客厅用文字回答。</translation>
    </message>
    <message>
        <source>What members will hear. Nobody hears it before you publish it.</source>
        <translation>成员将听到的声音。发布之前没有人能听到。</translation>
    </message>
    <message>
        <source>Withdraw consent</source>
        <translation>撤回同意</translation>
    </message>
    <message>
        <source>Withdraw your consent</source>
        <translation>撤回你的同意</translation>
    </message>
    <message>
        <source>Withdraw your consent?</source>
        <translation>要撤回你的同意吗？</translation>
    </message>
    <message>
        <source>You, as recorded</source>
        <translation>你的原声</translation>
    </message>
    <message>
        <source>Your own recording</source>
        <translation>你的原声录音</translation>
    </message>
    <message>
        <source>{count} recordings, the voice and every clip that was made with it are deleted at once. This cannot be undone.</source>
        <translation>{count} 段录音、声音以及用它制作的所有片段会立即删除，无法恢复。</translation>
    </message>
</context>
<context>
    <name>LiveRoomModel</name>
    <message>
        <source>A moderator took you out of the live room.</source>
        <translation>管理员已将你移出实时房间。</translation>
    </message>
    <message>
        <source>The live room was closed.</source>
        <translation>实时房间已关闭。</translation>
    </message>
    <message>
        <source>The sound stopped working. Come in again.</source>
        <translation>声音中断了。请重新进入。</translation>
    </message>
    <message>
        <source>You are muted in this lounge, and cannot be in its live room.</source>
        <translation>你在此会客室中被禁言，无法进入其实时房间。</translation>
    </message>
    <message>
        <source>You are signed out.</source>
        <translation>你已退出登录。</translation>
    </message>
    <message>
        <source>You came in from another window, and left here.</source>
        <translation>你已从另一个窗口进入，并在此处离开。</translation>
    </message>
    <message>
        <source>You cannot be in this live room now.</source>
        <translation>你现在无法进入此实时房间。</translation>
    </message>
</context>
<context>
    <name>Lounge</name>
    <message>
        <source>You are muted here until {time}.</source>
        <translation>你在此处被禁言至 {time}。</translation>
    </message>
</context>
<context>
    <name>LoungePage</name>
    <message>
        <source>Talk</source>
        <translation>交谈</translation>
    </message>
    <message>
        <source>What of the lounge</source>
        <translation>会客厅的页面</translation>
    </message>
    <message>
        <source>You see the lounge, but not what was said in it. What you said and did not send is kept, and goes out once you are in again.</source>
        <translation>您能看到会客厅，但看不到其中说过的话。您未发送的内容会保留，待您再次进入后发出。</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>创建者：{name}</translation>
    </message>
</context>
<context>
    <name>LoungeSettingsModel</name>
    <message>
        <source>Choose one of the two: a price for talking without a limit, or a fee for being a member. Leave the other one empty.</source>
        <translation>两者只能选一个：不限时交谈的价格，或成员费。另一项请留空。</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>请起个名字。</translation>
    </message>
</context>
<context>
    <name>LoungeSettingsView</name>
    <message>
        <source>Answer in text when the minutes are used</source>
        <translation>分钟数用完后用文字回答</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>For being a member, every 30 days</source>
        <translation>成员费，每 30 天</translation>
    </message>
    <message>
        <source>For coming in, once</source>
        <translation>进入费用，一次性</translation>
    </message>
    <message>
        <source>For talking without a limit, every 30 days</source>
        <translation>不限时交谈，每 30 天</translation>
    </message>
    <message>
        <source>Free minutes of speech a day, for each member</source>
        <translation>每位成员每天的免费语音分钟数</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Switched off, nobody is answered until the next day begins, unless they subscribe.</source>
        <translation>关闭后，除订阅者外，在第二天开始之前不会得到回答。</translation>
    </message>
    <message>
        <source>What is left empty is free. Nobody pays more than they agreed to.</source>
        <translation>留空即免费。没有人会支付超过其同意的金额。</translation>
    </message>
    <message>
        <source>What members pay</source>
        <translation>成员支付的费用</translation>
    </message>
    <message>
        <source>What your voice says counts, and what a member says by voice. A change holds at once, and subscribers are not limited.</source>
        <translation>你的声音所说的和成员用语音说的都会计入。更改立即生效，订阅者不受限制。</translation>
    </message>
</context>
<context>
    <name>LoungeSide</name>
    <message>
        <source>Find a lounge</source>
        <translation>查找会客厅</translation>
    </message>
    <message>
        <source>Lounges</source>
        <translation>会客厅</translation>
    </message>
    <message>
        <source>Lounges you talk in appear here.</source>
        <translation>您交谈过的会客厅显示在这里。</translation>
    </message>
    <message>
        <source>My lounges</source>
        <translation>我的会客厅</translation>
    </message>
    <message>
        <source>New lounge</source>
        <translation>新建会客厅</translation>
    </message>
</context>
<context>
    <name>LoungesBrowseView</name>
    <message>
        <source>About this lounge</source>
        <translation>关于此会客厅</translation>
    </message>
    <message>
        <source>Choose a lounge</source>
        <translation>选择一个会客厅</translation>
    </message>
    <message>
        <source>Create the first one with the + button above your lounges.</source>
        <translation>用会客厅列表上方的 + 按钮创建第一个。</translation>
    </message>
    <message>
        <source>Find a lounge</source>
        <translation>查找会客厅</translation>
    </message>
    <message>
        <source>Look in</source>
        <translation>进去看看</translation>
    </message>
    <message>
        <source>Lounges</source>
        <translation>会客厅</translation>
    </message>
    <message>
        <source>No lounge has “{words}” in its name or description.</source>
        <translation>没有会客厅的名称或简介中包含“{words}”。</translation>
    </message>
    <message>
        <source>No lounges found</source>
        <translation>未找到会客厅</translation>
    </message>
    <message>
        <source>No lounges on this server yet</source>
        <translation>此服务器上还没有会客厅</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>{amount} to come in.</source>
        <translation>进入需付 {amount}。</translation>
    </message>
</context>
<context>
    <name>LoungesModel</name>
    <message>
        <source>Its staff have ended your membership. You may come in again.</source>
        <translation>其管理人员结束了您的成员身份。您可以再次进入。</translation>
    </message>
    <message>
        <source>You are no longer in {name}.</source>
        <translation>您已不在 {name} 中。</translation>
    </message>
    <message>
        <source>You cannot come back until its staff lift the ban.</source>
        <translation>在管理人员解除封禁之前，你不能回来。</translation>
    </message>
    <message>
        <source>You have left it, or its creator has deleted it.</source>
        <translation>您已离开，或创建者已将其删除。</translation>
    </message>
    <message>
        <source>You were banned from {name}.</source>
        <translation>你已被 {name} 封禁。</translation>
    </message>
    <message>
        <source>You were removed from {name}.</source>
        <translation>你已被移出 {name}。</translation>
    </message>
</context>
<context>
    <name>LoungesView</name>
    <message>
        <source>Choose a lounge</source>
        <translation>选择一个会客厅</translation>
    </message>
    <message>
        <source>Find a lounge</source>
        <translation>查找会客厅</translation>
    </message>
    <message>
        <source>In a lounge you talk with a creator’s AI. It answers in the creator’s voice.</source>
        <translation>在会客厅里，您与创作者的 AI 交谈，它用创作者的声音回答。</translation>
    </message>
    <message>
        <source>It answers whoever talks in this lounge, in your voice once you have one.</source>
        <translation>它会回答在此会客厅交谈的每个人；您有了声音之后，便用您的声音。</translation>
    </message>
    <message>
        <source>Lounges</source>
        <translation>会客厅</translation>
    </message>
    <message>
        <source>No lounges yet</source>
        <translation>还没有会客厅</translation>
    </message>
    <message>
        <source>Pick one on the left, or find another one.</source>
        <translation>在左侧选择一个，或查找其他会客厅。</translation>
    </message>
</context>
<context>
    <name>MembersModel</name>
    <message>
        <source>Banned</source>
        <translation>已封禁</translation>
    </message>
    <message>
        <source>Creator</source>
        <translation>创建者</translation>
    </message>
    <message>
        <source>Moderator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>muted until {time}</source>
        <translation>禁言至 {time}</translation>
    </message>
</context>
<context>
    <name>MembersSection</name>
    <message>
        <source>Ban</source>
        <translation>封禁</translation>
    </message>
    <message>
        <source>Ban from the club…</source>
        <translation>封禁…</translation>
    </message>
    <message>
        <source>Ban {name} from the club?</source>
        <translation>要在俱乐部封禁 {name} 吗？</translation>
    </message>
    <message>
        <source>Find a member</source>
        <translation>查找成员</translation>
    </message>
    <message>
        <source>For 10 minutes</source>
        <translation>10 分钟</translation>
    </message>
    <message>
        <source>For a day</source>
        <translation>一天</translation>
    </message>
    <message>
        <source>For an hour</source>
        <translation>一小时</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Make a moderator</source>
        <translation>设为管理员</translation>
    </message>
    <message>
        <source>Make a regular member</source>
        <translation>设为普通成员</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Members · more than {count}</source>
        <translation>成员 · 超过 {count}</translation>
    </message>
    <message>
        <source>Members · {count}</source>
        <translation>成员 · {count}</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>禁言</translation>
    </message>
    <message>
        <source>No member’s name contains that.</source>
        <translation>没有名字包含该内容的成员。</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>没有人</translation>
    </message>
    <message>
        <source>Only {count} members are shown and found here; this club has more.</source>
        <translation>这里只显示和查找 {count} 名成员；本俱乐部还有更多。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove from the club…</source>
        <translation>移出俱乐部…</translation>
    </message>
    <message>
        <source>Remove {name} from the club?</source>
        <translation>要把 {name} 移出俱乐部吗？</translation>
    </message>
    <message>
        <source>They can join again. What they wrote stays.</source>
        <translation>对方可以再次加入。其写过的内容会保留。</translation>
    </message>
    <message>
        <source>They cannot join again until you unban them. What they wrote stays.</source>
        <translation>在你解除封禁前，对方不能再次加入。其写过的内容会保留。</translation>
    </message>
    <message>
        <source>Unban</source>
        <translation>解除封禁</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>解除禁言</translation>
    </message>
    <message>
        <source>Until…</source>
        <translation>直到…</translation>
    </message>
</context>
<context>
    <name>MentionsView</name>
    <message>
        <source>A mention counts as read once you have opened it in its club.</source>
        <translation>在俱乐部中打开后，提到你的消息就算已读。</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>提到我的</translation>
    </message>
    <message>
        <source>Messages that mention you</source>
        <translation>提到你的地方</translation>
    </message>
    <message>
        <source>No mentions yet</source>
        <translation>还没有人提到你</translation>
    </message>
    <message>
        <source>When somebody writes @ and your name, the message appears here.</source>
        <translation>有人写 @ 加你的名字时，消息也会出现在这里。</translation>
    </message>
</context>
<context>
    <name>MessageDelegate</name>
    <message>
        <source>AI</source>
        <translation type="vanished">AI</translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="vanished">今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="vanished">昨天</translation>
    </message>
</context>
<context>
    <name>MessageList</name>
    <message>
        <source>Copy selected text</source>
        <translation>复制所选文字</translation>
    </message>
    <message>
        <source>Copy text</source>
        <translation>复制文字</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
</context>
<context>
    <name>Meter</name>
    <message>
        <source>{amount} paid. You can talk without a limit until {day}.</source>
        <translation>已付 {amount}。您可以不限时交谈至 {day}。</translation>
    </message>
</context>
<context>
    <name>MeterBar</name>
    <message>
        <source>Receipt</source>
        <translation>收据</translation>
    </message>
    <message>
        <source>Time used today</source>
        <translation>今日已用时间</translation>
    </message>
    <message>
        <source>Today’s replies</source>
        <translation>今日的回答</translation>
    </message>
</context>
<context>
    <name>MicrophonePage</name>
    <message>
        <source>A headset, or a microphone a hand's width away, is better than the one in the screen. Stay with the same one until the end.</source>
        <translation>耳麦或距离一掌宽的麦克风比屏幕自带的更好。请自始至终使用同一个。</translation>
    </message>
    <message>
        <source>As chosen in the settings</source>
        <translation>按设置中的选择</translation>
    </message>
    <message>
        <source>Go on to the room.</source>
        <translation>请继续检查房间。</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Say something</source>
        <translation>说点什么</translation>
    </message>
    <message>
        <source>We hear you</source>
        <translation>听到你了</translation>
    </message>
    <message>
        <source>Your microphone</source>
        <translation>你的麦克风</translation>
    </message>
    <message>
        <source>Your name, or what day it is, as you would say it later.</source>
        <translation>比如你的名字或今天星期几，用稍后录音时的语气。</translation>
    </message>
    <message>
        <source>{name} (not plugged in)</source>
        <translation>{name}（未接入）</translation>
    </message>
</context>
<context>
    <name>ModeChooser</name>
    <message>
        <source>AI first, people when asked</source>
        <translation>先由 AI，需要时转人工</translation>
    </message>
    <message>
        <source>AI only</source>
        <translation>只有 AI</translation>
    </message>
    <message>
        <source>Every customer waits in the queue for one of your people.</source>
        <translation>每位顾客都排队等待你的同事。</translation>
    </message>
    <message>
        <source>People only</source>
        <translation>只有人工</translation>
    </message>
    <message>
        <source>The AI answers at once. A customer may ask for a person at any time.</source>
        <translation>AI 立即回答。顾客随时可以要求人工。</translation>
    </message>
    <message>
        <source>The AI answers from what you give it to read. Nobody is on duty.</source>
        <translation>AI 根据你给它的资料回答。无人值班。</translation>
    </message>
    <message>
        <source>Who answers</source>
        <translation>由谁回答</translation>
    </message>
</context>
<context>
    <name>MuteView</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>禁言</translation>
    </message>
    <message>
        <source>Mute {name}</source>
        <translation>将 {name} 禁言</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>可再次发言的时间</translation>
    </message>
</context>
<context>
    <name>Muted</name>
    <message>
        <source>You are muted here until {time}. What you write is kept.</source>
        <translation>你在此处被禁言至 {time}。你写的内容会保留。</translation>
    </message>
</context>
<context>
    <name>Nearby</name>
    <message>
        <source>No spaces found yet. They appear here by themselves.</source>
        <translation>目前没有找到空间；找到后会自动出现在这里。</translation>
    </message>
    <message>
        <source>On this network</source>
        <translation>本网络中</translation>
    </message>
    <message>
        <source>{name} at {address}</source>
        <translation>{name}，位于 {address}</translation>
    </message>
</context>
<context>
    <name>NewAgentModel</name>
    <message>
        <source>1 passage</source>
        <translation>1 段</translation>
    </message>
    <message>
        <source>Fill in the address of the model's server.</source>
        <translation>请填写模型服务器的地址。</translation>
    </message>
    <message>
        <source>Fill in the name of the model.</source>
        <translation>请填写模型的名称。</translation>
    </message>
    <message>
        <source>Give the agent a name.</source>
        <translation>请给智能体起个名字。</translation>
    </message>
    <message>
        <source>Larger than 10 MB.</source>
        <translation>超过 10 MB。</translation>
    </message>
    <message>
        <source>Only text, Markdown and PDF can be read.</source>
        <translation>只能读取文本、Markdown 和 PDF。</translation>
    </message>
    <message>
        <source>Some files could not be added. Remove them, or try again.</source>
        <translation>有些文件未被接收。请移除它们或重试。</translation>
    </message>
    <message>
        <source>This file cannot be read.</source>
        <translation>无法读取此文件。</translation>
    </message>
    <message>
        <source>{count} passages</source>
        <translation>{count} 段</translation>
    </message>
</context>
<context>
    <name>NewAgentView</name>
    <message>
        <source>API key (if the server needs one)</source>
        <translation>API 密钥（如服务器需要）</translation>
    </message>
    <message>
        <source>Add an agent</source>
        <translation>添加智能体</translation>
    </message>
    <message>
        <source>Add the agent</source>
        <translation>添加智能体</translation>
    </message>
    <message>
        <source>Answered by</source>
        <translation>由谁回答</translation>
    </message>
    <message>
        <source>Built in: finds answers in its files, works offline</source>
        <translation>内置：在它的文件中找答案，可离线工作</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Discard the agent</source>
        <translation>放弃此智能体</translation>
    </message>
    <message>
        <source>Edit the agent</source>
        <translation type="vanished">编辑智能体</translation>
    </message>
    <message>
        <source>Files the agent answers from</source>
        <translation>智能体据以回答的文件</translation>
    </message>
    <message>
        <source>It answers in this club when somebody asks it with @.</source>
        <translation>有人用 @ 提问时，它会在此俱乐部回答。</translation>
    </message>
    <message>
        <source>Leave empty to keep the current key</source>
        <translation type="vanished">留空则保留现有密钥</translation>
    </message>
    <message>
        <source>Messages it reads with a question</source>
        <translation>提问时它读取的消息数</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>OpenAI-compatible server</source>
        <translation>兼容 OpenAI 的服务器</translation>
    </message>
    <message>
        <source>Persona</source>
        <translation>角色设定</translation>
    </message>
    <message>
        <source>Read: {passages}</source>
        <translation>已读取：{passages}</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="vanished">保存</translation>
    </message>
    <message>
        <source>Server address</source>
        <translation>服务器地址</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="vanished">停止</translation>
    </message>
    <message>
        <source>Stop and discard</source>
        <translation>停止并放弃</translation>
    </message>
    <message>
        <source>Text, Markdown or PDF files to answer from. Drop them here.</source>
        <translation>它据以回答的文本、Markdown 或 PDF 文件。拖放到此处。</translation>
    </message>
    <message>
        <source>Text, Markdown, PDF (*.txt *.md *.markdown *.pdf)</source>
        <translation>文本、Markdown、PDF (*.txt *.md *.markdown *.pdf)</translation>
    </message>
    <message>
        <source>The agent and the files it has read so far are deleted.</source>
        <translation>该智能体及其已读取的文件将被删除。</translation>
    </message>
    <message>
        <source>This was set when the agent was added to the club.</source>
        <translation type="vanished">这是在把智能体加入俱乐部时设定的。</translation>
    </message>
    <message>
        <source>What has been saved so far stays.</source>
        <translation type="vanished">已保存的内容会保留。</translation>
    </message>
    <message>
        <source>What it knows</source>
        <translation>它知道什么</translation>
    </message>
    <message>
        <source>Who it is, how it speaks, what it is for</source>
        <translation>它是谁、怎么说话、有什么用</translation>
    </message>
    <message>
        <source>{why} It is skipped.</source>
        <translation>{why} 已略过。</translation>
    </message>
</context>
<context>
    <name>NewestButton</name>
    <message>
        <source>1 new</source>
        <translation>1 条新消息</translation>
    </message>
    <message>
        <source>Go to the newest message</source>
        <translation>跳到最新消息</translation>
    </message>
    <message>
        <source>Newest</source>
        <translation>最新</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} 条新消息</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Add note</source>
        <translation>添加备注</translation>
    </message>
    <message>
        <source>Note for staff</source>
        <translation>给工作人员的备注</translation>
    </message>
    <message>
        <source>Only staff see this</source>
        <translation>只有工作人员看得到</translation>
    </message>
    <message>
        <source>What colleagues should know. The customer never sees it.</source>
        <translation>同事应该知道的事。客户永远看不到。</translation>
    </message>
</context>
<context>
    <name>NoticeStack</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy details</source>
        <translation>复制详情</translation>
    </message>
</context>
<context>
    <name>Notifications</name>
    <message>
        <source>One of them mentions you.</source>
        <translation>其中一条提到了你。</translation>
    </message>
    <message>
        <source>Your payout of {amount} is paid</source>
        <translation>你的 {amount} 提现已付款</translation>
    </message>
    <message>
        <source>Your payout of {amount} was rejected, the money is back</source>
        <translation>你的 {amount} 提现被拒绝，钱已退回</translation>
    </message>
    <message>
        <source>{count} new messages in {clubs} clubs</source>
        <translation>{clubs} 个俱乐部有 {count} 条新消息</translation>
    </message>
    <message>
        <source>{count} new messages in {club}</source>
        <translation>{club} 有 {count} 条新消息</translation>
    </message>
    <message>
        <source>{count} of them mention you.</source>
        <translation>其中 {count} 条提到了你。</translation>
    </message>
    <message>
        <source>{name} asks for a payout of {amount}</source>
        <translation>{name} 申请提现 {amount}</translation>
    </message>
    <message>
        <source>{name} asks to be verified</source>
        <translation>{name} 申请认证</translation>
    </message>
    <message>
        <source>{name} could not answer in {club}</source>
        <translation>{name} 未能在 {club} 中回答</translation>
    </message>
    <message>
        <source>{name} has answered in {club}</source>
        <translation>{name} 已在 {club} 中回答</translation>
    </message>
    <message>
        <source>{name} in {club}</source>
        <translation>{name}（{club}）</translation>
    </message>
    <message>
        <source>{name} is verified now</source>
        <translation>{name} 已通过认证</translation>
    </message>
    <message>
        <source>{name} mentioned you in {club}</source>
        <translation>{name} 在 {club} 中提到了你</translation>
    </message>
    <message>
        <source>{name} replied to you in {club}</source>
        <translation>{name} 在 {club} 中回复了你</translation>
    </message>
    <message>
        <source>{name} was not verified</source>
        <translation>{name} 未通过认证</translation>
    </message>
    <message>
        <source>{name} wrote “{word}” in {club}</source>
        <translation>{name} 在 {club} 中写到了“{word}”</translation>
    </message>
</context>
<context>
    <name>NotificationsSection</name>
    <message>
        <source>Also notify me of these words</source>
        <translation>也提醒我这些词</translation>
    </message>
    <message>
        <source>Do not disturb until I turn this off</source>
        <translation>勿扰，直到我关闭此项</translation>
    </message>
    <message>
        <source>Keep running in the tray when I close the window</source>
        <translation>关闭窗口后继续在托盘中运行</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Notify me of new messages</source>
        <translation>有新消息时通知我</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>安静时段开始</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>安静时段</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>安静时段结束</translation>
    </message>
    <message>
        <source>Separate them with commas. They count in clubs that notify you of mentions only.</source>
        <translation>用逗号分隔；在仅提醒提及的俱乐部中有效。</translation>
    </message>
    <message>
        <source>Show the message text</source>
        <translation>显示消息内容</translation>
    </message>
    <message>
        <source>oven, flour test</source>
        <translation>烤箱, 面粉测试</translation>
    </message>
</context>
<context>
    <name>OpenConversation</name>
    <message>
        <source>Accept the conversation to reply.</source>
        <translation>接手这个对话后才能回复。</translation>
    </message>
    <message>
        <source>The AI answers here until a person is asked for.</source>
        <translation>在有人要求人工服务之前，由 AI 回答。</translation>
    </message>
    <message>
        <source>The AI answers here. Take over to reply.</source>
        <translation>这里由 AI 回答。接管后才能回复。</translation>
    </message>
    <message>
        <source>This conversation is resolved. Notes can still be added.</source>
        <translation>这个对话已经结束，仍然可以添加备注。</translation>
    </message>
    <message>
        <source>This is your own conversation: a colleague has to answer it.</source>
        <translation>这是您自己的对话，要由同事来回答。</translation>
    </message>
    <message>
        <source>{name} answers here. You can leave a note.</source>
        <translation>这里由 {name} 回答。您可以留下备注。</translation>
    </message>
</context>
<context>
    <name>OrphansDialog</name>
    <message>
        <source>A former club</source>
        <translation>以前的俱乐部</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Messages that were not sent</source>
        <translation>未发送的消息</translation>
    </message>
    <message>
        <source>You are no longer in these clubs. Nothing is lost: copy what you need.</source>
        <translation>你已不在这些俱乐部中。内容没有丢失：请复制你需要的部分。</translation>
    </message>
</context>
<context>
    <name>Outbox</name>
    <message>
        <source>A file of this message is not there any more.</source>
        <translation type="vanished">此消息的某个文件已不存在。</translation>
    </message>
    <message>
        <source>Asking is free now.</source>
        <translation>现在提问免费。</translation>
    </message>
    <message>
        <source>It will be sent once you are back online.</source>
        <translation>连接恢复后会自动发送。</translation>
    </message>
    <message>
        <source>Slow mode: it goes out by itself when it may.</source>
        <translation type="vanished">慢速模式：到时间会自动发送。</translation>
    </message>
    <message>
        <source>The price is now {amount}.</source>
        <translation>现在的价格是 {amount}。</translation>
    </message>
    <message>
        <source>This could not be saved to your disk, so it was not sent.</source>
        <translation>无法保存到磁盘，因此没有发送。</translation>
    </message>
</context>
<context>
    <name>OutcomeCard</name>
    <message>
        <source>AI</source>
        <translation>AI</translation>
    </message>
    <message>
        <source>Each line is counted apart. Shares are told from {count} on.</source>
        <translation>每一行单独统计。满 {count} 个才显示百分比。</translation>
    </message>
    <message>
        <source>People</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>What became of them</source>
        <translation>结果如何</translation>
    </message>
</context>
<context>
    <name>OwnSide</name>
    <message>
        <source>Answer customers of your own brand</source>
        <translation>为自己的品牌答复客户</translation>
    </message>
    <message>
        <source>Brands you write to appear here.</source>
        <translation>您联系过的品牌会出现在这里。</translation>
    </message>
    <message>
        <source>Find a brand</source>
        <translation>查找品牌</translation>
    </message>
    <message>
        <source>My conversations</source>
        <translation>我的对话</translation>
    </message>
    <message>
        <source>My questions</source>
        <translation>我的咨询</translation>
    </message>
</context>
<context>
    <name>PaletteView</name>
    <message>
        <source>Club, person, setting or command</source>
        <translation>俱乐部、人、设置或命令</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Go to a club, a person, a setting or a command</source>
        <translation>前往俱乐部、人、设置或命令</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>没有结果。</translation>
    </message>
    <message>
        <source>One result: {first}</source>
        <translation>1 个结果：{first}</translation>
    </message>
    <message>
        <source>{count} results, the first is {first}</source>
        <translation>{count} 个结果，第一个是 {first}</translation>
    </message>
</context>
<context>
    <name>PasteView</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Paste text</source>
        <translation>粘贴文本</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
</context>
<context>
    <name>Paying</name>
    <message>
        <source>{amount} in your wallet</source>
        <translation>钱包里有 {amount}</translation>
    </message>
</context>
<context>
    <name>PayoutsPage</name>
    <message>
        <source>Ask for a payout…</source>
        <translation>申请提现…</translation>
    </message>
    <message>
        <source>No payout yet</source>
        <translation>还没有提现</translation>
    </message>
    <message>
        <source>Payouts</source>
        <translation>提现</translation>
    </message>
    <message>
        <source>The amount is set aside at once. The host pays it outside of this space, and confirms it here.</source>
        <translation>金额会立即预留。主人在本空间之外付款，并在此确认。</translation>
    </message>
    <message>
        <source>What you earned can be paid out to you. Ask for it here.</source>
        <translation>你赚到的钱可以提现，在这里申请。</translation>
    </message>
    <message>
        <source>Your wallet is empty: there is nothing to be paid out.</source>
        <translation>你的钱包是空的，没有可以提现的钱。</translation>
    </message>
</context>
<context>
    <name>PdfPane</name>
    <message>
        <source>Document</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>PeriodsEditor</name>
    <message>
        <source>Add hours on {day}</source>
        <translation>添加{day}的时段</translation>
    </message>
    <message>
        <source>{day}, hours {number}: from</source>
        <translation>{day}，时段 {number}：开始</translation>
    </message>
    <message>
        <source>{day}, hours {number}: remove</source>
        <translation>{day}，时段 {number}：移除</translation>
    </message>
    <message>
        <source>{day}, hours {number}: to</source>
        <translation>{day}，时段 {number}：结束</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>Agents and people</source>
        <translation type="vanished">智能体与成员</translation>
    </message>
</context>
<context>
    <name>PicturePane</name>
    <message>
        <source>Document</source>
        <translation>文件</translation>
    </message>
</context>
<context>
    <name>PictureViewer</name>
    <message>
        <source>Actual size</source>
        <translation>原始大小</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy the picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Loading the picture…</source>
        <translation>图片正在加载…</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>下一张图片</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>上一张图片</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>{name} ({number} of {count})</source>
        <translation>{name}（{number}/{count}）</translation>
    </message>
</context>
<context>
    <name>PinsView</name>
    <message>
        <source>Moderators can pin a message so that everybody finds it again.</source>
        <translation>管理员可以置顶消息，方便大家再次找到。</translation>
    </message>
    <message>
        <source>No pinned messages</source>
        <translation>没有置顶消息</translation>
    </message>
    <message>
        <source>Pinned messages</source>
        <translation>置顶消息</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Its staff have ended your membership. You may join again.</source>
        <translation>管理人员终止了你的成员资格。你可以重新加入。</translation>
    </message>
    <message>
        <source>You cannot come back until its staff lift the ban.</source>
        <translation>在管理人员解除封禁之前，你不能回来。</translation>
    </message>
    <message>
        <source>You were banned from {name}.</source>
        <translation>你已被 {name} 封禁。</translation>
    </message>
    <message>
        <source>You were removed from {name}.</source>
        <translation>你已被移出 {name}。</translation>
    </message>
</context>
<context>
    <name>PlaygroundSide</name>
    <message>
        <source>Gallery</source>
        <translation>展厅</translation>
    </message>
    <message>
        <source>My spaces</source>
        <translation>我的空间</translation>
    </message>
    <message>
        <source>New space</source>
        <translation>新建空间</translation>
    </message>
    <message>
        <source>Open an invite</source>
        <translation>打开邀请</translation>
    </message>
    <message>
        <source>Playgrounds</source>
        <translation>游乐场</translation>
    </message>
    <message>
        <source>Return to the session</source>
        <translation>返回会话</translation>
    </message>
    <message>
        <source>Spaces that you make, or are invited to, appear here.</source>
        <translation>你创建或受邀加入的空间会显示在这里。</translation>
    </message>
</context>
<context>
    <name>PlaygroundsModel</name>
    <message>
        <source>That is not an invite. Paste the whole link you were given.</source>
        <translation>这不是邀请。请粘贴你收到的完整链接。</translation>
    </message>
    <message>
        <source>That link leads to another server, {where}. Sign in there first.</source>
        <translation>该链接指向另一台服务器 {where}。请先在那里登录。</translation>
    </message>
    <message>
        <source>This link is not good any more. Ask for a new one.</source>
        <translation>此链接已失效。请索要新的链接。</translation>
    </message>
</context>
<context>
    <name>PlaygroundsView</name>
    <message>
        <source>Create a space</source>
        <translation>创建空间</translation>
    </message>
    <message>
        <source>Playgrounds</source>
        <translation>游乐场</translation>
    </message>
    <message>
        <source>Search the gallery</source>
        <translation>搜索展厅</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>This could not be saved, so it lasts only until you quit. Is the disk full?</source>
        <translation>无法保存，仅在本次运行中有效：磁盘是否已满？</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>As it was before the definition had a fault.</source>
        <translation>这是定义出错之前的样子。</translation>
    </message>
    <message>
        <source>Load the page here</source>
        <translation>在此加载网页</translation>
    </message>
    <message>
        <source>Look at the page in a browser</source>
        <translation>在浏览器中查看网页</translation>
    </message>
    <message>
        <source>Pages cannot be shown in this window. Look at it in a browser.</source>
        <translation>此窗口无法显示网页。请在浏览器中查看。</translation>
    </message>
    <message>
        <source>The page could not be loaded.</source>
        <translation>网页无法加载。</translation>
    </message>
    <message>
        <source>The page has crashed.</source>
        <translation>网页已崩溃。</translation>
    </message>
    <message>
        <source>The page is told: everybody’s name in the session, who is host, the shared state, the chat, and this definition. It is never told who is signed in to this server.</source>
        <translation>网页会得知：会话中每个人的名字、谁是主持人、共享状态、聊天以及此定义。它绝不会得知谁登录了此服务器。</translation>
    </message>
    <message>
        <source>What people will see</source>
        <translation>大家将看到的内容</translation>
    </message>
</context>
<context>
    <name>PricesPage</name>
    <message>
        <source>0 is free. An agent can have a price of its own, which stays as it is. You receive your share of each payment at once; moderators and you never pay.</source>
        <translation>0 表示免费。智能体可以有自己的价格，不受此影响。每笔付款中你的份额立即到账；管理员和你从不付费。</translation>
    </message>
    <message>
        <source>For a question to an agent</source>
        <translation>向智能体提问一次</translation>
    </message>
    <message>
        <source>For every 30 days</source>
        <translation>每 30 天</translation>
    </message>
    <message>
        <source>For joining, once</source>
        <translation>加入（一次性）</translation>
    </message>
    <message>
        <source>For you: {now} in the last {days} days. Try other prices above.</source>
        <translation>归你：最近 {days} 天 {now}。可在上方试试其他价格。</translation>
    </message>
    <message>
        <source>For you: {then} in place of {now}, had the last {days} days had these prices.</source>
        <translation>如果过去 {days} 天是这些价格，归你的是 {then}，而不是 {now}。</translation>
    </message>
    <message>
        <source>One of the prices is no amount.</source>
        <translation>有一个价格不是金额。</translation>
    </message>
    <message>
        <source>Save the prices</source>
        <translation>保存价格</translation>
    </message>
    <message>
        <source>Saved. It holds for new joins and the next renewals.</source>
        <translation>已保存。适用于新加入和下次续费。</translation>
    </message>
    <message>
        <source>What that would mean</source>
        <translation>这意味着什么</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>还有 {count} 人</translation>
    </message>
    <message>
        <source>{count} could not pay the monthly fee out of their wallets now.</source>
        <translation>{count} 人现在的钱包付不起月费。</translation>
    </message>
    <message>
        <source>{count} of {paying} paying members lapse unless they do something themselves.</source>
        <translation>{paying} 名付费成员中有 {count} 名会到期，除非他们自己处理。</translation>
    </message>
</context>
<context>
    <name>PricingModel</name>
    <message>
        <source>One of the prices is no amount.</source>
        <translation>有一个价格不是金额。</translation>
    </message>
</context>
<context>
    <name>PrivacySection</name>
    <message>
        <source>Let others see when I am online and when I am typing</source>
        <translation>让别人看到我在线以及正在输入</translation>
    </message>
    <message>
        <source>Links show no preview, so reading never loads anything from elsewhere.</source>
        <translation>链接不显示预览：阅读时不会从别处加载任何内容。</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
</context>
<context>
    <name>ProfileModel</name>
    <message>
        <source>A password needs at least 8 characters.</source>
        <translation>密码至少要有 8 个字符。</translation>
    </message>
    <message>
        <source>Your name cannot be empty.</source>
        <translation>名字不能为空。</translation>
    </message>
    <message>
        <source>Your present password is another one.</source>
        <translation>现在的密码不对。</translation>
    </message>
</context>
<context>
    <name>QWidget</name>
    <message>
        <source>Ask for a payout</source>
        <translation>申请提现</translation>
    </message>
    <message>
        <source>Create a club</source>
        <translation type="vanished">创建俱乐部</translation>
    </message>
    <message>
        <source>Edit the agent</source>
        <translation type="vanished">编辑智能体</translation>
    </message>
    <message>
        <source>Find a club</source>
        <translation type="vanished">查找俱乐部</translation>
    </message>
    <message>
        <source>Mute {name} until</source>
        <translation type="vanished">禁言 {name} 至</translation>
    </message>
    <message>
        <source>Paste text</source>
        <translation type="vanished">粘贴文本</translation>
    </message>
    <message>
        <source>Payment of {name}</source>
        <translation>{name} 的付款</translation>
    </message>
    <message>
        <source>Payout of {amount} to {name}</source>
        <translation>付给 {name} 的提现：{amount}</translation>
    </message>
    <message>
        <source>Reject {name}</source>
        <translation>拒绝 {name}</translation>
    </message>
    <message>
        <source>Settings for {name}</source>
        <translation type="vanished">{name} 的设置</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>账单</translation>
    </message>
    <message>
        <source>Top up a wallet</source>
        <translation>给钱包充值</translation>
    </message>
    <message>
        <source>Top up my wallet</source>
        <translation>给我的钱包充值</translation>
    </message>
    <message>
        <source>What {name} reads</source>
        <translation type="vanished">{name} 读取的内容</translation>
    </message>
    <message>
        <source>{name} in this club</source>
        <translation type="vanished">本俱乐部中的 {name}</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>{room} (Ctrl+{digit})</source>
        <translation>{room}（Ctrl+{digit}）</translation>
    </message>
    <message>
        <source>{where}: switch to another space</source>
        <translation>{where}：前往其他空间</translation>
    </message>
    <message>
        <source>{who} at {where}</source>
        <translation>{who}，在 {where}</translation>
    </message>
</context>
<context>
    <name>RailButton</name>
    <message>
        <source>{name}, {count} unread</source>
        <translation>{name}，{count} 条未读</translation>
    </message>
</context>
<context>
    <name>RanOutCard</name>
    <message>
        <source>Go on for free</source>
        <translation>免费继续</translation>
    </message>
    <message>
        <source>Renew · {amount} for 30 days</source>
        <translation>续费 · 30 天 {amount}</translation>
    </message>
    <message>
        <source>You see the club, but not what is said in it. What you wrote and did not send is kept, and goes out once you are in again.</source>
        <translation>你能看到俱乐部，但看不到里面的内容。你写好还没发出的会保留，等你再次加入后发出。</translation>
    </message>
    <message>
        <source>Your membership ran out on {day}</source>
        <translation>你的会员已于 {day} 到期</translation>
    </message>
</context>
<context>
    <name>RatingCard</name>
    <message>
        <source>AI</source>
        <translation>AI</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>By who answered last.</source>
        <translation type="vanished">按最后由谁回答统计。</translation>
    </message>
    <message>
        <source>By who answered last. An average is told from {count} ratings on.</source>
        <translation>按最后由谁回答统计。满 {count} 个评分才显示平均分。</translation>
    </message>
    <message>
        <source>How customers rated it</source>
        <translation>顾客评分</translation>
    </message>
    <message>
        <source>People</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Ratings</source>
        <translation>评分数</translation>
    </message>
</context>
<context>
    <name>ReadPage</name>
    <message>
        <source>Another sentence</source>
        <translation>换一句</translation>
    </message>
    <message>
        <source>As you would talk to a friend. A slip of the tongue does no harm: read on. What you keep stays on this computer until you have consented.</source>
        <translation>像和朋友聊天一样。口误没关系，继续读就好。在你同意之前，保留的录音只存在这台电脑上。</translation>
    </message>
    <message>
        <source>For half a minute or so, for example about</source>
        <translation>说半分钟左右，比如</translation>
    </message>
    <message>
        <source>In another order</source>
        <translation>打乱顺序</translation>
    </message>
    <message>
        <source>Keep and go on</source>
        <translation>保留并继续</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>句子</translation>
    </message>
    <message>
        <source>Speak freely</source>
        <translation>自由发挥</translation>
    </message>
    <message>
        <source>Speech so far</source>
        <translation>已有语音</translation>
    </message>
    <message>
        <source>The sentence before</source>
        <translation>上一句</translation>
    </message>
    <message>
        <source>What to say</source>
        <translation>说什么</translation>
    </message>
    <message>
        <source>You have recorded this one already.</source>
        <translation>这一句已经录过了。</translation>
    </message>
    <message>
        <source>{group} · {number} of {count}</source>
        <translation>{group} · 第 {number} 句，共 {count} 句</translation>
    </message>
    <message>
        <source>{seconds} of {wanted} s of speech</source>
        <translation>已录语音 {seconds} / {wanted} 秒</translation>
    </message>
    <message>
        <source>{title}. {text}</source>
        <translation>{title}。{text}</translation>
    </message>
</context>
<context>
    <name>ReasonDialog</name>
    <message>
        <source>Cancel</source>
        <translation type="vanished">取消</translation>
    </message>
</context>
<context>
    <name>ReceiptDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>Recorder</name>
    <message>
        <source>Press the button or the space bar, then read at your own pace.</source>
        <translation>按按钮或空格键，然后按自己的节奏朗读。</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>重录</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>停止录音</translation>
    </message>
    <message>
        <source>your recording</source>
        <translation>你的录音</translation>
    </message>
    <message>
        <source>{speech} s of speech · level {level} dB · {noise} dB above the noise</source>
        <translation>语音 {speech} 秒 · 音量 {level} dB · 高出噪声 {noise} dB</translation>
    </message>
</context>
<context>
    <name>RefundDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Note, for their statement</source>
        <translation>备注（会出现在对方的账单里）</translation>
    </message>
    <message>
        <source>Pay back</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Pay back {amount}</source>
        <translation>退款 {amount}</translation>
    </message>
    <message>
        <source>Type how much goes back.</source>
        <translation>请输入要退多少。</translation>
    </message>
    <message>
        <source>{amount} of it have been paid back already.</source>
        <translation>其中 {amount} 已经退还。</translation>
    </message>
    <message>
        <source>{mine} of it come out of your wallet, {servers} out of the server's share.</source>
        <translation>其中 {mine} 从你的钱包扣除，{servers} 从服务器的份额扣除。</translation>
    </message>
    <message>
        <source>{what}, {amount}, on {when}.</source>
        <translation>{what}，{amount}，{when}。</translation>
    </message>
</context>
<context>
    <name>RejectDialog</name>
    <message>
        <source>A document cannot be read. Please send a sharper scan.</source>
        <translation>有一个文件无法辨认。请发送更清晰的扫描件。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Please send documents that show the new name.</source>
        <translation>请发送载有新名称的文件。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>The documents are out of date.</source>
        <translation>文件已过期。</translation>
    </message>
    <message>
        <source>The legal name does not stand in the documents.</source>
        <translation>文件中没有该法定名称。</translation>
    </message>
    <message>
        <source>The name of the community does not fit the company.</source>
        <translation>社区名称与公司不符。</translation>
    </message>
    <message>
        <source>The new name could be mistaken for another company.</source>
        <translation>新名称可能与另一家公司混淆。</translation>
    </message>
    <message>
        <source>{name} reads the reason, and can send better documents.</source>
        <translation>{name} 会看到理由，并可以发送更合适的文件。</translation>
    </message>
</context>
<context>
    <name>RenewModel</name>
    <message>
        <source>{amount} paid. You are in until {day}.</source>
        <translation>已付 {amount}。会员有效期至 {day}。</translation>
    </message>
</context>
<context>
    <name>RenewalCard</name>
    <message>
        <source>Off: it runs out on that day, and nothing is charged.</source>
        <translation>关闭：到那天到期，不会扣款。</translation>
    </message>
    <message>
        <source>On: {amount} are taken every 30 days, as agreed. When the price changes or the wallet is short, nothing is taken and it runs out.</source>
        <translation>开启：按约定每 30 天扣 {amount}。若价格变动或余额不足，则不扣款，会员到期。</translation>
    </message>
    <message>
        <source>Paid until {day}</source>
        <translation>已付至 {day}</translation>
    </message>
    <message>
        <source>Renew by itself</source>
        <translation>自动续费</translation>
    </message>
    <message>
        <source>Renew {community} for 30 days, {amount}</source>
        <translation>将“{community}”续费 30 天，{amount}</translation>
    </message>
    <message>
        <source>Renew · {amount} for 30 days</source>
        <translation>续费 · 30 天 {amount}</translation>
    </message>
</context>
<context>
    <name>RenewalsModel</name>
    <message>
        <source>{amount} paid. It runs until {day}.</source>
        <translation>已付 {amount}。有效期至 {day}。</translation>
    </message>
</context>
<context>
    <name>RenewalsPage</name>
    <message>
        <source>Memberships with a monthly fee are listed here, with the day they run out.</source>
        <translation>有月费的会员资格及其到期日会列在这里。</translation>
    </message>
    <message>
        <source>Nothing runs out</source>
        <translation>没有将到期的</translation>
    </message>
    <message>
        <source>Renewals to come</source>
        <translation>即将续费</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>30 days</source>
        <translation>30 天</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 天</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 天</translation>
    </message>
    <message>
        <source>As soon as customers write, you see here what became of it, how long they waited, and how they rated it.</source>
        <translation>顾客来信之后，这里会显示结果如何、等了多久，以及他们的评分。</translation>
    </message>
    <message>
        <source>No conversations in these days</source>
        <translation>这些天没有会话</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>举报</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <source>Where to save the report</source>
        <translation>报告保存到哪里</translation>
    </message>
    <message>
        <source>Which days</source>
        <translation>日期范围</translation>
    </message>
    <message>
        <source>open now</source>
        <translation>目前进行中</translation>
    </message>
    <message>
        <source>started in these days</source>
        <translation>这些天开始</translation>
    </message>
    <message>
        <source>waiting for a person now</source>
        <translation>目前等待人工</translation>
    </message>
</context>
<context>
    <name>ReportsModel</name>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已保留</translation>
    </message>
    <message>
        <source>Somebody else has already handled this.</source>
        <translation>别人已经处理过了。</translation>
    </message>
    <message>
        <source>{name}: {reason}</source>
        <translation>{name}：{reason}</translation>
    </message>
</context>
<context>
    <name>ReportsView</name>
    <message>
        <source>Close reports</source>
        <translation>关闭举报</translation>
    </message>
    <message>
        <source>Delete the message</source>
        <translation>删除消息</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>No open reports</source>
        <translation>没有待处理的举报</translation>
    </message>
    <message>
        <source>No resolved reports</source>
        <translation>没有已处理的举报</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>举报</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Show it in the club</source>
        <translation>在俱乐部中显示</translation>
    </message>
    <message>
        <source>When somebody reports a message, it appears here with the reason.</source>
        <translation>有人举报消息时，会连同理由显示在这里。</translation>
    </message>
    <message>
        <source>Which reports</source>
        <translation>哪些举报</translation>
    </message>
    <message>
        <source>{name} reported it: {reason}</source>
        <translation>{name} 举报：{reason}</translation>
    </message>
</context>
<context>
    <name>ResolveDialog</name>
    <message>
        <source>It is solved</source>
        <translation>已解决</translation>
    </message>
    <message>
        <source>It was not solved</source>
        <translation>没有解决</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>先不要</translation>
    </message>
    <message>
        <source>Nothing can be written in it then. You can start a new one at any time.</source>
        <translation>之后就不能再在其中写消息了。您随时可以开始新的对话。</translation>
    </message>
    <message>
        <source>Resolve this conversation?</source>
        <translation>要结束这个对话吗？</translation>
    </message>
</context>
<context>
    <name>ReviewModel</name>
    <message>
        <source>New name · since {when} · {name}</source>
        <translation>新名称 · 自 {when} · {name}</translation>
    </message>
    <message>
        <source>Say why, so that it can be put right.</source>
        <translation>请说明理由，以便改正。</translation>
    </message>
    <message>
        <source>Since {when} · {name}</source>
        <translation>自 {when} · {name}</translation>
    </message>
</context>
<context>
    <name>ReviewView</name>
    <message>
        <source>1 waits</source>
        <translation>1 个等待中</translation>
    </message>
    <message>
        <source>Approve (A)</source>
        <translation>批准 (A)</translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>批准…</translation>
    </message>
    <message>
        <source>Asked for by</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Everybody will see the badge beside the name “{name}”. Legal name: {legal}.</source>
        <translation>所有人都会在名称“{name}”旁看到认证标志。法定名称：{legal}。</translation>
    </message>
    <message>
        <source>Legal name</source>
        <translation>法定名称</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Next request (N)</source>
        <translation>下一个申请 (N)</translation>
    </message>
    <message>
        <source>Nobody waits.</source>
        <translation>没有人在等待。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Nothing to decide</source>
        <translation>没有待决定的申请</translation>
    </message>
    <message>
        <source>Reject (R)</source>
        <translation>拒绝 (R)</translation>
    </message>
    <message>
        <source>Reject…</source>
        <translation>拒绝…</translation>
    </message>
    <message>
        <source>Requests that wait</source>
        <translation>等待中的申请</translation>
    </message>
    <message>
        <source>Sent on</source>
        <translation>发送时间</translation>
    </message>
    <message>
        <source>The request</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>认证</translation>
    </message>
    <message>
        <source>Verified until now as</source>
        <translation>此前认证的名称</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>认证</translation>
    </message>
    <message>
        <source>Verify {name}?</source>
        <translation>认证 {name}？</translation>
    </message>
    <message>
        <source>When an official community asks for its badge, its documents are shown here, and an admin approves or rejects them.</source>
        <translation>官方社区申请认证标志时，其文件会显示在这里，由管理员批准或拒绝。</translation>
    </message>
    <message>
        <source>asks for the badge</source>
        <translation>申请认证标志</translation>
    </message>
    <message>
        <source>has another name now</source>
        <translation>现已更名</translation>
    </message>
    <message>
        <source>{count} wait</source>
        <translation>{count} 个等待中</translation>
    </message>
    <message>
        <source>{decision} Reason: {reason}</source>
        <translation>{decision}理由：{reason}</translation>
    </message>
</context>
<context>
    <name>RoomPage</name>
    <message>
        <source>Listen again</source>
        <translation>再听一次</translation>
    </message>
    <message>
        <source>Listen to the room</source>
        <translation>听一听房间</translation>
    </message>
    <message>
        <source>Listening to the room</source>
        <translation>正在听房间</translation>
    </message>
    <message>
        <source>Quiet, please</source>
        <translation>请安静</translation>
    </message>
    <message>
        <source>The room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>We are listening.</source>
        <translation>正在听。</translation>
    </message>
    <message>
        <source>What hums or blows in the room ends up in the voice. Be quiet for two seconds, and we tell you what the microphone hears.</source>
        <translation>房间里的嗡嗡声和风声都会混进声音里。请安静两秒，我们告诉你麦克风听到了什么。</translation>
    </message>
    <message>
        <source>You can go on as it is. The voice will then carry some of that noise.</source>
        <translation>可以就这样继续，但声音里会带上一些噪声。</translation>
    </message>
</context>
<context>
    <name>RowTools</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>React with {emoji}</source>
        <translation>用 {emoji} 回应</translation>
    </message>
</context>
<context>
    <name>SampleList</name>
    <message>
        <source>1 recording</source>
        <translation>1 段录音</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete recording {number}</source>
        <translation>删除录音 {number}</translation>
    </message>
    <message>
        <source>Delete this recording?</source>
        <translation>要删除这段录音吗？</translation>
    </message>
    <message>
        <source>Delete “{words}”</source>
        <translation>删除“{words}”</translation>
    </message>
    <message>
        <source>Free speech</source>
        <translation>自由发挥</translation>
    </message>
    <message>
        <source>It is deleted on the server. A voice that was built stays until you rebuild.</source>
        <translation>它会从服务器删除；已生成的声音在重新生成前保持不变。</translation>
    </message>
    <message>
        <source>It is on this computer alone, and gone for good then.</source>
        <translation>它只在这台电脑上，删除后无法恢复。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Listen to recording {number}</source>
        <translation>收听录音 {number}</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Recording {number}</source>
        <translation>录音 {number}</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>{count} recordings</source>
        <translation>{count} 段录音</translation>
    </message>
    <message>
        <source>{length} · is being sent</source>
        <translation>{length} · 正在发送</translation>
    </message>
    <message>
        <source>{length} · not accepted</source>
        <translation>{length} · 未被接受</translation>
    </message>
    <message>
        <source>{length} · not sent yet, kept on this computer</source>
        <translation>{length} · 尚未发送，保存在这台电脑上</translation>
    </message>
    <message>
        <source>{length} · on this computer until you consent</source>
        <translation>{length} · 在你同意之前只在这台电脑上</translation>
    </message>
    <message>
        <source>{length} · waits to be sent</source>
        <translation>{length} · 等待发送</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>{speech} s of speech · {verdict}</source>
        <translation>语音 {speech} 秒 · {verdict}</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
</context>
<context>
    <name>SearchView</name>
    <message>
        <source>All clubs</source>
        <translation>所有俱乐部</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Close search</source>
        <translation>关闭搜索</translation>
    </message>
    <message>
        <source>Narrow it down</source>
        <translation>缩小范围</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有结果</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>最近的搜索</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search messages</source>
        <translation>搜索消息</translation>
    </message>
    <message>
        <source>Search tips</source>
        <translation>搜索提示</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>This club</source>
        <translation>此俱乐部</translation>
    </message>
    <message>
        <source>Try fewer words, or look in all clubs.</source>
        <translation>试试更少的词，或在所有俱乐部中查找。</translation>
    </message>
    <message>
        <source>Where to search</source>
        <translation>搜索范围</translation>
    </message>
    <message>
        <source>a day</source>
        <translation>某一天</translation>
    </message>
    <message>
        <source>a day, like 2026-11-23</source>
        <translation>日期，如 2026-11-23</translation>
    </message>
    <message>
        <source>in which club</source>
        <translation>在哪个俱乐部</translation>
    </message>
    <message>
        <source>who wrote it</source>
        <translation>谁写的</translation>
    </message>
    <message>
        <source>with a file or a link</source>
        <translation>带文件或链接</translation>
    </message>
    <message>
        <source>{filter}  {meaning}</source>
        <translation type="vanished">{filter}  {meaning}</translation>
    </message>
    <message>
        <source>{filter} {meaning}</source>
        <translation>{filter} {meaning}</translation>
    </message>
</context>
<context>
    <name>SeatAgents</name>
    <message>
        <source>An AI</source>
        <translation type="vanished">一个 AI</translation>
    </message>
</context>
<context>
    <name>ServiceMenu</name>
    <message>
        <source>New customer service…</source>
        <translation>新建客服…</translation>
    </message>
    <message>
        <source>Ready-made answers…</source>
        <translation>现成答复…</translation>
    </message>
    <message>
        <source>Settings, ready-made answers, new service</source>
        <translation>设置、现成答复、新建客服</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
</context>
<context>
    <name>ServiceModel</name>
    <message>
        <source>Give it a name.</source>
        <translation>请起个名字。</translation>
    </message>
</context>
<context>
    <name>ServiceSettingsView</name>
    <message>
        <source>Business hours</source>
        <translation>营业时间</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close without saving?</source>
        <translation>不保存就关闭？</translation>
    </message>
    <message>
        <source>Discard the changes</source>
        <translation>放弃更改</translation>
    </message>
    <message>
        <source>Get started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>继续编辑</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>People</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>Settings for {name}</source>
        <translation>{name} 的设置</translation>
    </message>
    <message>
        <source>Waiting times</source>
        <translation>等待时间</translation>
    </message>
    <message>
        <source>Web chat</source>
        <translation>网页聊天</translation>
    </message>
    <message>
        <source>What you changed here has not been saved yet.</source>
        <translation>你在这里的更改还没有保存。</translation>
    </message>
</context>
<context>
    <name>SessionPane</name>
    <message>
        <source>Session</source>
        <translation type="vanished">会话</translation>
    </message>
    <message>
        <source>This session is shown in a browser for now.</source>
        <translation type="vanished">此会话目前在浏览器中显示。</translation>
    </message>
</context>
<context>
    <name>SessionRow</name>
    <message>
        <source>Begun {time}</source>
        <translation>开始于 {time}</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Ended {time}</source>
        <translation>结束于 {time}</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>已满</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Live, locked by its host</source>
        <translation>进行中，已被主持人锁定</translation>
    </message>
    <message>
        <source>Live, waiting for others</source>
        <translation>进行中，等待其他人</translation>
    </message>
    <message>
        <source>Look back</source>
        <translation>回看</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>{people} · since {time}</source>
        <translation>{people} · 始于 {time}</translation>
    </message>
</context>
<context>
    <name>SettingsModel</name>
    <message>
        <source>Give it a name.</source>
        <translation>请起个名字。</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>1 h</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>1 min</source>
        <translation>1 分钟</translation>
    </message>
    <message>
        <source>30 s</source>
        <translation>30 秒</translation>
    </message>
    <message>
        <source>5 min</source>
        <translation>5 分钟</translation>
    </message>
    <message>
        <source>5 s</source>
        <translation>5 秒</translation>
    </message>
    <message>
        <source>A member writes or asks once in that time. Staff write as they like.</source>
        <translation>成员在这段时间内只能发言或提问一次，管理人员不受限制。</translation>
    </message>
    <message>
        <source>About Spaces</source>
        <translation>关于 Spaces</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账号</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Club</source>
        <translation>俱乐部</translation>
    </message>
    <message>
        <source>Data on this machine</source>
        <translation>本机数据</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>天数</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the club</source>
        <translation>删除俱乐部</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>For a number of days</source>
        <translation>若干天</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>Invites</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>Messages are kept</source>
        <translation>消息保留</translation>
    </message>
    <message>
        <source>Moderation log</source>
        <translation>管理记录</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Older messages and their files are deleted for everybody, permanently.</source>
        <translation>更早的内容连同文件会对所有人永久删除。</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings for {name}</source>
        <translation>{name} 的设置</translation>
    </message>
    <message>
        <source>Slow mode</source>
        <translation>慢速模式</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>The club goes for everybody at once: its messages, its files and its members. Nobody can bring it back. Export it first if any of it matters.</source>
        <translation type="vanished">俱乐部会立即对所有人消失：消息、文件和成员都没了，谁也无法恢复。若有重要内容，请先导出。</translation>
    </message>
    <message>
        <source>This deletes the club for everybody, with its messages, files and members. It cannot be undone. Export the club first if you want to keep anything.</source>
        <translation>这会为所有人删除俱乐部，包括消息、文件和成员，且无法撤销。若有想保留的内容，请先导出。</translation>
    </message>
    <message>
        <source>Type the club’s name to confirm: {name}</source>
        <translation>输入俱乐部名称以确认：{name}</translation>
    </message>
    <message>
        <source>display name profile</source>
        <translation>显示名称 昵称 资料</translation>
    </message>
    <message>
        <source>folder logs diagnostics</source>
        <translation>文件夹 日志 诊断</translation>
    </message>
    <message>
        <source>microphone loudspeaker headset volume level test</source>
        <translation>麦克风 扬声器 耳机 耳麦 音量 测试</translation>
    </message>
    <message>
        <source>presence typing online</source>
        <translation>在线状态 正在输入</translation>
    </message>
    <message>
        <source>quiet hours do not disturb tray preview</source>
        <translation>安静时段 勿扰 托盘 预览</translation>
    </message>
    <message>
        <source>theme dark light language text size font</source>
        <translation>主题 深色 浅色 语言 文字大小 字体</translation>
    </message>
    <message>
        <source>version licences</source>
        <translation>版本 许可证</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>ShellView</name>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>勿扰</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>与系统一致</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>Switch space…</source>
        <translation>其他空间…</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="vanished">立即重试</translation>
    </message>
    <message>
        <source>{name} as {user}</source>
        <translation>{name}（{user}）</translation>
    </message>
    <message>
        <source>{who} at {where}</source>
        <translation>{who}，在 {where}</translation>
    </message>
</context>
<context>
    <name>ShortcutsView</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Find a shortcut</source>
        <translation>查找快捷键</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>No shortcut found.</source>
        <translation>没有找到快捷键。</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>正在加载</translation>
    </message>
</context>
<context>
    <name>SlowMode</name>
    <message>
        <source>Slow mode: it goes out by itself when it may.</source>
        <translation>慢速模式：到时间会自动发送。</translation>
    </message>
</context>
<context>
    <name>SoundBar</name>
    <message>
        <source>Stop listening</source>
        <translation>停止收听</translation>
    </message>
</context>
<context>
    <name>SoundPlayer</name>
    <message>
        <source>Sound needs PortAudio, which is not installed. On Debian and Ubuntu install libportaudio2, then try again.</source>
        <translation type="vanished">播放声音需要 PortAudio，但尚未安装。在 Debian 和 Ubuntu 上请安装 libportaudio2 后重试。</translation>
    </message>
    <message>
        <source>The loudspeaker is gone. Plug it in again or choose another, then try again.</source>
        <translation type="vanished">扬声器已断开。请重新插上或另选一个，然后重试。</translation>
    </message>
    <message>
        <source>There is no loudspeaker. Plug one in or turn one on, then try again.</source>
        <translation type="vanished">没有扬声器。请插上或打开一个，然后重试。</translation>
    </message>
    <message>
        <source>This sound cannot be played: the file is damaged.</source>
        <translation>无法播放此声音：文件已损坏。</translation>
    </message>
</context>
<context>
    <name>SoundSection</name>
    <message>
        <source>Did you hear yourself? If not, turn the loudspeaker up or choose another.</source>
        <translation>您听到自己的声音了吗？如果没有，请调高扬声器音量或另选一个。</translation>
    </message>
    <message>
        <source>Hardly anything was heard. Speak louder, come closer, or choose another microphone.</source>
        <translation>几乎没有听到声音。请大声一些、靠近一些，或另选一个麦克风。</translation>
    </message>
    <message>
        <source>Loudspeaker</source>
        <translation>扬声器</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Same as the system</source>
        <translation>与系统一致</translation>
    </message>
    <message>
        <source>Same as the system: {name}</source>
        <translation>与系统相同：{name}</translation>
    </message>
    <message>
        <source>Say something and hear it</source>
        <translation>说句话听听看</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>Speak now.</source>
        <translation>请开始说话。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>The microphone is being opened.</source>
        <translation>正在打开麦克风。</translation>
    </message>
    <message>
        <source>This is what others hear.</source>
        <translation>别人听到的就是这样。</translation>
    </message>
    <message>
        <source>You speak for three seconds and then hear what others would hear.</source>
        <translation>您说话三秒钟，然后会听到别人将听到的声音。</translation>
    </message>
    <message>
        <source>{name} (muted)</source>
        <translation>{name}（已静音）</translation>
    </message>
    <message>
        <source>{name} (not plugged in)</source>
        <translation>{name}（未接入）</translation>
    </message>
</context>
<context>
    <name>SpaceCard</name>
    <message>
        <source>by {name}</source>
        <translation>创建者：{name}</translation>
    </message>
</context>
<context>
    <name>SpaceView</name>
    <message>
        <source>About this space</source>
        <translation>关于此空间</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>要删除 {name} 吗？</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>End this session?</source>
        <translation>结束此会话？</translation>
    </message>
    <message>
        <source>Everybody in it is told. What was done in it can still be looked back at.</source>
        <translation>会话中的所有人都会收到通知。其中的内容仍可回看。</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>Its sessions and what was done in them are gone for good.</source>
        <translation>其会话和其中的内容将永久消失。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>No sessions yet</source>
        <translation>还没有会话</translation>
    </message>
    <message>
        <source>Other spaces with this tag</source>
        <translation>带有此标签的其他空间</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Start a session</source>
        <translation>开始会话</translation>
    </message>
    <message>
        <source>Start one: whoever sees this space can join you.</source>
        <translation>开始一场：能看到此空间的人都可以加入。</translation>
    </message>
    <message>
        <source>at most {people}</source>
        <translation>最多 {people}</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>创建者：{name}</translation>
    </message>
    <message>
        <source>{people} are in it now and are told that it ends. Its sessions and what was done in them are gone for good.</source>
        <translation>现有 {people} 在其中，他们会被告知空间即将结束。其会话和其中的内容将永久消失。</translation>
    </message>
</context>
<context>
    <name>Speaking</name>
    <message>
        <source>AI voice · {name}</source>
        <translation>AI 语音 · {name}</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Add an AI</source>
        <translation>添加 AI</translation>
    </message>
    <message>
        <source>Add colleagues</source>
        <translation>添加同事</translation>
    </message>
    <message>
        <source>Business hours</source>
        <translation>营业时间</translation>
    </message>
    <message>
        <source>Everything is set up.</source>
        <translation>全部设置完毕。</translation>
    </message>
    <message>
        <source>It answers from the texts and files you give it, and names what it used.</source>
        <translation>它根据你给的文本和文件回答，并注明出处。</translation>
    </message>
    <message>
        <source>It answers no new conversations here. The agent itself stays yours.</source>
        <translation>它在这里不再回答新会话。智能体仍归你所有。</translation>
    </message>
    <message>
        <source>It answers your customers, from what you give it to read.</source>
        <translation>它根据你提供的资料回答你的客户。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>New AI agent…</source>
        <translation>新建 AI 智能体…</translation>
    </message>
    <message>
        <source>One of my agents</source>
        <translation>我的智能体</translation>
    </message>
    <message>
        <source>One step until everything is set up</source>
        <translation>还差一步就设置完毕</translation>
    </message>
    <message>
        <source>People</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Put the chat on your site</source>
        <translation>把聊天放到你的网站</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Remove {name} from this service?</source>
        <translation>将 {name} 移出这个客服？</translation>
    </message>
    <message>
        <source>Say when people are there</source>
        <translation>说明何时有人</translation>
    </message>
    <message>
        <source>They accept customers from the queue. You can do so too, at any time.</source>
        <translation>他们从队列接待顾客。你也随时可以。</translation>
    </message>
    <message>
        <source>Web chat</source>
        <translation>网页聊天</translation>
    </message>
    <message>
        <source>Without hours, customers are told that somebody is always there.</source>
        <translation>不设时间，就会告诉顾客随时有人。</translation>
    </message>
    <message>
        <source>Your customers are on your web site: one line of code brings them here.</source>
        <translation>顾客就在你的网站上：一行代码把他们带到这里。</translation>
    </message>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>{count} steps until everything is set up</source>
        <translation>还差 {count} 步就设置完毕</translation>
    </message>
    <message>
        <source>{name} answers</source>
        <translation>由 {name} 回答</translation>
    </message>
</context>
<context>
    <name>StateStack</name>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
</context>
<context>
    <name>StatementDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Every entry with its day, amount and balance, for any spreadsheet (CSV).</source>
        <translation>每条明细的日期、金额和余额，可用任何表格软件打开（CSV）。</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>第一天</translation>
    </message>
    <message>
        <source>From one day to another</source>
        <translation>自定起止日</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>最后一天</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Saved as {file}.</source>
        <translation>已保存为 {file}。</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Where to save the statement</source>
        <translation>账单保存到哪里</translation>
    </message>
    <message>
        <source>Which days</source>
        <translation>日期范围</translation>
    </message>
    <message>
        <source>{size} saved so far</source>
        <translation>已保存 {size}</translation>
    </message>
</context>
<context>
    <name>StatementModel</name>
    <message>
        <source>The last day lies before the first one.</source>
        <translation>最后一天早于第一天。</translation>
    </message>
</context>
<context>
    <name>StepBar</name>
    <message>
        <source>Build</source>
        <translation>生成</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Listen and publish</source>
        <translation>试听与发布</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>朗读</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>{number}  {step}</source>
        <translation>{number}  {step}</translation>
    </message>
    <message>
        <source>{step}, done</source>
        <translation>{step}，已完成</translation>
    </message>
</context>
<context>
    <name>StudioView</name>
    <message>
        <source>1 recording, the voice and every clip were deleted.</source>
        <translation>1 段录音、声音和所有片段已删除。</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Give this lounge your voice</source>
        <translation>为这个会客厅配上你的声音</translation>
    </message>
    <message>
        <source>Next: {step}</source>
        <translation>下一步：{step}</translation>
    </message>
    <message>
        <source>Read a few sentences, and the AI of this lounge answers in a voice that takes after yours. It takes about five minutes, you can stop at any point, and nothing leaves this computer before you have consented.</source>
        <translation>朗读几句话，这个会客厅的 AI 就会用与你相似的声音回答。大约需要五分钟，可以随时停下；在你同意之前，任何内容都不会离开这台电脑。</translation>
    </message>
    <message>
        <source>Voice studio</source>
        <translation>声音工作室</translation>
    </message>
    <message>
        <source>Your consent is withdrawn</source>
        <translation>已撤回你的同意</translation>
    </message>
    <message>
        <source>{count} recordings, the voice and every clip were deleted.</source>
        <translation>{count} 段录音、声音和所有片段已删除。</translation>
    </message>
</context>
<context>
    <name>SupportModel</name>
    <message>
        <source>You are not with {name} any more.</source>
        <translation>您已不在 {name} 了。</translation>
    </message>
    <message>
        <source>You do not answer customers of {name} any more.</source>
        <translation>您不再为 {name} 回答客户了。</translation>
    </message>
    <message>
        <source>You were banned from {name}.</source>
        <translation>你已被 {name} 封禁。</translation>
    </message>
    <message>
        <source>You were removed from {name}.</source>
        <translation>你已被移出 {name}。</translation>
    </message>
    <message>
        <source>{name} does not exist any more, or you are not with it.</source>
        <translation>{name} 已不存在，或者您已不在其中。</translation>
    </message>
</context>
<context>
    <name>SupportView</name>
    <message>
        <source>Conversations</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Create a customer service</source>
        <translation>创建客服</translation>
    </message>
    <message>
        <source>Customer service of the brands you answer for, or ask, appears here.</source>
        <translation>您负责回答或向其提问的品牌客服会出现在这里。</translation>
    </message>
    <message>
        <source>For which brand</source>
        <translation>哪个品牌</translation>
    </message>
    <message>
        <source>My own questions</source>
        <translation>我自己的提问</translation>
    </message>
    <message>
        <source>No brands yet</source>
        <translation>还没有品牌</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>What of the brand</source>
        <translation>品牌的哪一部分</translation>
    </message>
    <message>
        <source>{name} has written</source>
        <translation>{name} 发来消息</translation>
    </message>
    <message>
        <source>{name} waits for a person</source>
        <translation>{name} 在等待人工服务</translation>
    </message>
    <message>
        <source>{name}, Verified</source>
        <translation>{name}，已认证</translation>
    </message>
</context>
<context>
    <name>TabStrip</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close {name}</source>
        <translation>关闭 {name}</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Open conversations</source>
        <translation>打开的对话</translation>
    </message>
    <message>
        <source>{name} (Alt+{digit})</source>
        <translation>{name}（Alt+{digit}）</translation>
    </message>
    <message>
        <source>{name}, something new</source>
        <translation>{name}，有新消息</translation>
    </message>
</context>
<context>
    <name>TakeModel</name>
    <message>
        <source>That was shorter than three seconds. Try again.</source>
        <translation>不足三秒，请再试一次。</translation>
    </message>
</context>
<context>
    <name>Talk</name>
    <message>
        <source>A person is here already.</source>
        <translation>已经有人在为您服务。</translation>
    </message>
    <message>
        <source>A person was asked for already.</source>
        <translation>已经请求过人工服务。</translation>
    </message>
    <message>
        <source>It was resolved meanwhile.</source>
        <translation>对话在此期间已结束。</translation>
    </message>
    <message>
        <source>People do not answer here now.</source>
        <translation>这里现在没有人工服务。</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>已保存为 {name}。</translation>
    </message>
    <message>
        <source>You have rated it already.</source>
        <translation>您已经评价过了。</translation>
    </message>
</context>
<context>
    <name>TalkBar</name>
    <message>
        <source>Hold to talk</source>
        <translation>按住说话</translation>
    </message>
    <message>
        <source>How you talk</source>
        <translation>交谈方式</translation>
    </message>
    <message>
        <source>Replies are only read. Press to hear them.</source>
        <translation>回答仅供阅读。按下即可收听。</translation>
    </message>
    <message>
        <source>Replies are spoken. Press to only read them.</source>
        <translation>回答会朗读出来。按下后仅供阅读。</translation>
    </message>
    <message>
        <source>Send what you said</source>
        <translation>发送您说的话</translation>
    </message>
    <message>
        <source>Speaking interrupts the reply</source>
        <translation>说话即可打断回答</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>While a reply to your voice is heard, the microphone listens whether you speak up. Nothing of that is recorded until you do.</source>
        <translation>播放对您语音的回答时，麦克风会留意您是否开口。在您开口之前，不会录下任何内容。</translation>
    </message>
</context>
<context>
    <name>TalkPane</name>
    <message>
        <source>Add an agent</source>
        <translation>添加智能体</translation>
    </message>
    <message>
        <source>As JSON</source>
        <translation>存为 JSON</translation>
    </message>
    <message>
        <source>As a web page</source>
        <translation>存为网页</translation>
    </message>
    <message>
        <source>As text</source>
        <translation>存为文本</translation>
    </message>
    <message>
        <source>Ask anything below. Nobody else reads what you say here.</source>
        <translation type="vanished">在下方随意提问。您在这里说的话，别人都看不到。</translation>
    </message>
    <message>
        <source>Ask your question below. What you write goes to this brand alone.</source>
        <translation>请在下方提问。您写的内容只会发给这个品牌。</translation>
    </message>
    <message>
        <source>Earlier conversation</source>
        <translation>之前的对话</translation>
    </message>
    <message>
        <source>Hold the button and ask anything. Nobody else hears what you say here.</source>
        <translation>按住按钮，随意提问。您在这里说的话，别人都听不到。</translation>
    </message>
    <message>
        <source>Nobody answers here yet. Add the AI agent that speaks for you.</source>
        <translation>这里还没有人回答。请添加替您说话的 AI 代理。</translation>
    </message>
    <message>
        <source>Nobody answers here yet: its creator has to add an AI agent first.</source>
        <translation>这里还没有人回答：创建者需先添加 AI 代理。</translation>
    </message>
    <message>
        <source>Or write to {name}</source>
        <translation>或写给 {name}</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>结束对话</translation>
    </message>
    <message>
        <source>Save what was said</source>
        <translation>保存对话内容</translation>
    </message>
    <message>
        <source>Talk with {name}</source>
        <translation>与 {name} 交谈</translation>
    </message>
    <message>
        <source>Write to {name}</source>
        <translation>写给 {name}</translation>
    </message>
    <message>
        <source>{name} has no voice here yet: replies come as text.</source>
        <translation>{name} 在这里还没有声音：回答以文字显示。</translation>
    </message>
</context>
<context>
    <name>TargetCard</name>
    <message>
        <source>Counted inside business hours, by the targets that held at the time.</source>
        <translation>只计营业时间，按当时有效的目标。</translation>
    </message>
    <message>
        <source>Waiting-time targets</source>
        <translation>等待时间目标</translation>
    </message>
</context>
<context>
    <name>TeamModel</name>
    <message>
        <source>Nobody on this server has the user name {name}.</source>
        <translation>这台服务器上没有用户名为 {name} 的人。</translation>
    </message>
    <message>
        <source>Write their user name first.</source>
        <translation>请先写对方的用户名。</translation>
    </message>
</context>
<context>
    <name>TeamPage</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a colleague</source>
        <translation>添加同事</translation>
    </message>
    <message>
        <source>CS agent</source>
        <translation>客服</translation>
    </message>
    <message>
        <source>Copy an invite link</source>
        <translation>复制邀请链接</translation>
    </message>
    <message>
        <source>Creator</source>
        <translation>创建者</translation>
    </message>
    <message>
        <source>It makes one person a CS agent, within {count} days.</source>
        <translation>{count} 天内可让一个人成为客服。</translation>
    </message>
    <message>
        <source>Keep them</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Moderator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Nobody yet. Invite somebody above.</source>
        <translation>还没有人。请在上面邀请。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Remove {name} from the service?</source>
        <translation>将 {name} 移出客服？</translation>
    </message>
    <message>
        <source>Their open conversation returns to the queue with its waiting time.</source>
        <translation>其进行中的会话会带着等待时间回到队列。</translation>
    </message>
    <message>
        <source>Their user name on this server</source>
        <translation>对方在这台服务器上的用户名</translation>
    </message>
    <message>
        <source>Their {count} open conversations return to the queue with their waiting time.</source>
        <translation>其进行中的 {count} 个会话会带着等待时间回到队列。</translation>
    </message>
    <message>
        <source>They can accept no more conversations here, and stay a member.</source>
        <translation>之后不能再接待会话，但仍是成员。</translation>
    </message>
    <message>
        <source>Who may accept conversations</source>
        <translation>谁可以接待会话</translation>
    </message>
    <message>
        <source>away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>holds 1 conversation</source>
        <translation>正在处理 1 个会话</translation>
    </message>
    <message>
        <source>holds no conversation</source>
        <translation>没有会话</translation>
    </message>
    <message>
        <source>holds {count} conversations</source>
        <translation>正在处理 {count} 个会话</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>{name} can accept conversations now.</source>
        <translation>{name} 现在可以接待会话了。</translation>
    </message>
</context>
<context>
    <name>TextPicking</name>
    <message>
        <source>{author}, {time}</source>
        <translation>{author}，{time}</translation>
    </message>
</context>
<context>
    <name>ThreadActs</name>
    <message>
        <source>Cancel</source>
        <translation type="vanished">取消</translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="vanished">关闭</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="vanished">删除</translation>
    </message>
    <message>
        <source>Delete this message?</source>
        <translation type="vanished">要删除此消息吗？</translation>
    </message>
    <message>
        <source>It is deleted for everybody. This cannot be undone.</source>
        <translation type="vanished">它会对所有人消失，且无法恢复。</translation>
    </message>
    <message>
        <source>It was written by {name}.</source>
        <translation type="vanished">由 {name} 所写。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="vanished">保留</translation>
    </message>
    <message>
        <source>Link copied.</source>
        <translation type="vanished">链接已复制。</translation>
    </message>
    <message>
        <source>No program on this computer can open that link.</source>
        <translation>本机没有能打开该链接的程序。</translation>
    </message>
    <message>
        <source>Only the creator of {name} sees this.</source>
        <translation type="vanished">只有 {name} 的创建者能看到。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open {host}?</source>
        <translation>要打开 {host} 吗？</translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="vanished">举报</translation>
    </message>
    <message>
        <source>Report this message</source>
        <translation type="vanished">举报此消息</translation>
    </message>
    <message>
        <source>Save file</source>
        <translation>保存文件</translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="vanished">发送</translation>
    </message>
    <message>
        <source>That message is in a club you are not in.</source>
        <translation type="vanished">那条消息在你未加入的俱乐部中。</translation>
    </message>
    <message>
        <source>That message is on another server, {host}.</source>
        <translation type="vanished">那条消息在另一台服务器 {host} 上。</translation>
    </message>
    <message>
        <source>The moderators of this club see the message and your reason.</source>
        <translation type="vanished">此俱乐部的管理员会看到消息和你的理由。</translation>
    </message>
    <message>
        <source>This link does not lead to a web page, so it was not opened.</source>
        <translation>此链接不指向网页，因此没有打开。</translation>
    </message>
    <message>
        <source>What is wrong with it?</source>
        <translation type="vanished">它有什么问题？</translation>
    </message>
    <message>
        <source>What was wrong with this answer?</source>
        <translation type="vanished">这个回答有什么问题？</translation>
    </message>
    <message>
        <source>Wrong, outdated, not what was asked… (optional)</source>
        <translation type="vanished">错误、过时、答非所问…（可选）</translation>
    </message>
</context>
<context>
    <name>ThreadModel</name>
    <message>
        <source>Saved as {name}.</source>
        <translation type="vanished">已保存为 {name}。</translation>
    </message>
    <message>
        <source>The moderators have been told. Thank you.</source>
        <translation type="vanished">已通知管理员，谢谢。</translation>
    </message>
    <message>
        <source>The question is gone. Ask it again.</source>
        <translation type="vanished">问题已不在这里，请重新提问。</translation>
    </message>
</context>
<context>
    <name>ThreadView</name>
    <message>
        <source>Loading messages</source>
        <translation type="vanished">正在加载消息</translation>
    </message>
    <message>
        <source>Members and agents</source>
        <translation>成员与智能体</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation type="vanished">还没有消息</translation>
    </message>
    <message>
        <source>Write the first message. Agents answer when you ask them with @.</source>
        <translation type="vanished">写下第一条消息吧。用 @ 提问，智能体就会回答。</translation>
    </message>
</context>
<context>
    <name>Till</name>
    <message>
        <source>Entries</source>
        <translation>明细</translation>
    </message>
    <message>
        <source>For the host</source>
        <translation>主人专用</translation>
    </message>
    <message>
        <source>Income</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Payouts</source>
        <translation>提现</translation>
    </message>
    <message>
        <source>Renewals</source>
        <translation>续费</translation>
    </message>
</context>
<context>
    <name>TimeCard</name>
    <message>
        <source>9 of 10 within</source>
        <translation>十之九在此之内</translation>
    </message>
    <message>
        <source>Half within</source>
        <translation>一半在此之内</translation>
    </message>
    <message>
        <source>How long it took</source>
        <translation>用了多久</translation>
    </message>
</context>
<context>
    <name>TimesPage</name>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source>At most so many for one person</source>
        <translation>每人最多</translation>
    </message>
    <message>
        <source>Customers who stop writing</source>
        <translation>不再来信的顾客</translation>
    </message>
    <message>
        <source>Each next answer within</source>
        <translation>之后每次回答在</translation>
    </message>
    <message>
        <source>First answer within</source>
        <translation>首次回答在</translation>
    </message>
    <message>
        <source>Give it out by itself</source>
        <translation>自动分配</translation>
    </message>
    <message>
        <source>Only who has been answered is meant. They are warned first; a conversation that ends like this counts as “went quiet”, not as solved.</source>
        <translation>只针对已得到回答的顾客。会先提醒；这样结束的会话计为“不再回复”，不算解决。</translation>
    </message>
    <message>
        <source>Resolve after the warning by</source>
        <translation>提醒之后多久结束</translation>
    </message>
    <message>
        <source>Resolved within</source>
        <translation>解决在</translation>
    </message>
    <message>
        <source>The longest waiting customer goes to the least busy of who is online. Off: your people take them from the queue.</source>
        <translation>等得最久的顾客分给在线且最空闲的人。关闭时：由同事自己从队列领取。</translation>
    </message>
    <message>
        <source>Then their conversations return to the queue with their waiting time.</source>
        <translation>之后其会话带着等待时间回到队列。</translation>
    </message>
    <message>
        <source>They pause outside business hours. Your people are warned before one is missed, and the report says how many were met.</source>
        <translation>营业时间之外暂停。快要超时前会提醒同事，报告会说明达成了多少。</translation>
    </message>
    <message>
        <source>Waiting-time targets</source>
        <translation>等待时间目标</translation>
    </message>
    <message>
        <source>Warn after</source>
        <translation>多久后提醒</translation>
    </message>
    <message>
        <source>When somebody’s window is lost, wait for them</source>
        <translation>有人的窗口断开时，等待</translation>
    </message>
    <message>
        <source>Who gets the next conversation</source>
        <translation>下一个会话给谁</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>no target</source>
        <translation>无目标</translation>
    </message>
</context>
<context>
    <name>TopUpDialog</name>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>For money that somebody gave you outside of this space.</source>
        <translation>用于别人在本空间之外交给你的钱。</translation>
    </message>
    <message>
        <source>Nobody here is called that.</source>
        <translation>这里没有叫这个名字的人。</translation>
    </message>
    <message>
        <source>Note, for their statement</source>
        <translation>备注（会出现在对方的账单里）</translation>
    </message>
    <message>
        <source>People</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Put {amount} into the wallet of {name}</source>
        <translation>将 {amount} 充入 {name} 的钱包</translation>
    </message>
    <message>
        <source>Search by name</source>
        <translation>按名字搜索</translation>
    </message>
    <message>
        <source>Top up</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>Whose wallet</source>
        <translation>谁的钱包</translation>
    </message>
</context>
<context>
    <name>TopUpModel</name>
    <message>
        <source>Choose whose wallet it goes into.</source>
        <translation>请选择充入谁的钱包。</translation>
    </message>
    <message>
        <source>{amount} are in the wallet of {name} now.</source>
        <translation type="vanished">{amount} 已充入 {name} 的钱包。</translation>
    </message>
    <message>
        <source>{amount} went into the wallet of {name}.</source>
        <translation>已将 {amount} 充入 {name} 的钱包。</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Do not disturb</source>
        <translation>勿扰</translation>
    </message>
    <message>
        <source>Notify me anyway until quiet hours end</source>
        <translation>在安静时段结束前仍通知我</translation>
    </message>
    <message>
        <source>Open Spaces</source>
        <translation>打开 Spaces</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Spaces</source>
        <translation>Spaces</translation>
    </message>
    <message>
        <source>Spaces: {count} unread</source>
        <translation>Spaces：{count} 条未读</translation>
    </message>
</context>
<context>
    <name>TryOutModel</name>
    <message>
        <source>The reply was cut off.</source>
        <translation>回复中断了。</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
</context>
<context>
    <name>TryOutPane</name>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Ask as a member would</source>
        <translation>像成员一样提问</translation>
    </message>
    <message>
        <source>Ask it something. Nobody else sees this, and nothing is kept.</source>
        <translation>问它点什么。别人看不到，也不会保留。</translation>
    </message>
    <message>
        <source>It answers as last saved. Save your changes to try them.</source>
        <translation>它按上次保存的内容回答。保存修改后即可试用。</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Try it out</source>
        <translation>试用</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>说过的话</translation>
    </message>
    <message>
        <source>[{number}] {title}</source>
        <translation>[{number}] {title}</translation>
    </message>
    <message>
        <source>is looking for an answer</source>
        <translation>正在寻找答案</translation>
    </message>
</context>
<context>
    <name>TypingModel</name>
    <message>
        <source>{name} is typing</source>
        <translation>{name} 正在输入</translation>
    </message>
</context>
<context>
    <name>Uploads</name>
    <message>
        <source>This file cannot be read.</source>
        <translation type="vanished">无法读取此文件。</translation>
    </message>
</context>
<context>
    <name>VerificationRoom</name>
    <message>
        <source>Approve the request</source>
        <translation>批准申请</translation>
    </message>
    <message>
        <source>Choose a community</source>
        <translation>选择一个社区</translation>
    </message>
    <message>
        <source>Go to the next request</source>
        <translation>转到下一个申请</translation>
    </message>
    <message>
        <source>Reject the request</source>
        <translation>拒绝申请</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>认证</translation>
    </message>
    <message>
        <source>Verification is asked for from the settings of an official community.</source>
        <translation>请在官方社区的设置中申请认证。</translation>
    </message>
</context>
<context>
    <name>VerificationView</name>
    <message>
        <source>Its documents are deleted. You can send a new request at any time.</source>
        <translation>其文件会被删除。您可以随时发送新的申请。</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>认证</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Withdraw the request</source>
        <translation>撤回申请</translation>
    </message>
    <message>
        <source>Withdraw the request?</source>
        <translation>撤回申请？</translation>
    </message>
    <message>
        <source>{name} · deleted</source>
        <translation>{name} · 已删除</translation>
    </message>
    <message>
        <source>{name} · {size}</source>
        <translation>{name} · {size}</translation>
    </message>
</context>
<context>
    <name>VerifiedLine</name>
    <message>
        <source>Verified</source>
        <translation>已认证</translation>
    </message>
</context>
<context>
    <name>VersionsDialog</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>早先版本</translation>
    </message>
    <message>
        <source>It was never changed.</source>
        <translation>没有修改过。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Until {time}</source>
        <translation>至 {time}</translation>
    </message>
</context>
<context>
    <name>VoiceMessages</name>
    <message>
        <source>What you said could not be saved to your disk, so it was not sent.</source>
        <translation>您说的话无法保存到磁盘，因此没有发送。</translation>
    </message>
</context>
<context>
    <name>WalletView</name>
    <message>
        <source>Entries</source>
        <translation>明细</translation>
    </message>
    <message>
        <source>Every fee, refund and top-up stands here, with a receipt.</source>
        <translation type="vanished">每笔费用、退款和充值都在这里，并附收据。</translation>
    </message>
    <message>
        <source>In your wallet</source>
        <translation>钱包余额</translation>
    </message>
    <message>
        <source>In your wallet: {amount}</source>
        <translation>钱包余额：{amount}</translation>
    </message>
    <message>
        <source>Nothing went in or out yet</source>
        <translation>还没有收支</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Save a statement</source>
        <translation>保存账单</translation>
    </message>
    <message>
        <source>Statement…</source>
        <translation>账单…</translation>
    </message>
    <message>
        <source>The host of this space fills your wallet: give them the money and they put it in. Every fee, refund and top-up stands here, with a receipt.</source>
        <translation>钱包由本空间的主人充值：把钱交给主人，由主人充入。每笔费用、退款和充值都在这里，并附收据。</translation>
    </message>
    <message>
        <source>Top up a wallet</source>
        <translation>给钱包充值</translation>
    </message>
    <message>
        <source>Top up…</source>
        <translation>充值…</translation>
    </message>
    <message>
        <source>Wallet</source>
        <translation>钱包</translation>
    </message>
    <message>
        <source>money</source>
        <translation>钱</translation>
    </message>
    <message>
        <source>{amount} are set aside beside it, for replies that are being written and payouts that are not decided yet. What is not taken comes back.</source>
        <translation>另有 {amount} 已预留，用于正在生成的回复和尚未处理的提现。没有用掉的会退回。</translation>
    </message>
    <message>
        <source>“Top up…” puts money in. Every fee, refund and top-up stands here, with a receipt.</source>
        <translation>点“充值…”即可存入。每笔费用、退款和充值都在这里，并附收据。</translation>
    </message>
</context>
<context>
    <name>WebChatPage</name>
    <message>
        <source>Add a site</source>
        <translation>添加网站</translation>
    </message>
    <message>
        <source>Chat on your web site</source>
        <translation>网站上的聊天</translation>
    </message>
    <message>
        <source>Copied. Save the settings too, so that the site is allowed.</source>
        <translation>已复制。也请保存设置，网站才被允许。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Each by its address alone. On any other site the chat does not appear.</source>
        <translation>每个只写地址。在其他网站上聊天不会出现。</translation>
    </message>
    <message>
        <source>Greeting</source>
        <translation>问候语</translation>
    </message>
    <message>
        <source>Hello! How can we help?</source>
        <translation>您好！有什么可以帮您？</translation>
    </message>
    <message>
        <source>How it looks once a visitor opens it</source>
        <translation>访客打开后的样子</translation>
    </message>
    <message>
        <source>Paste this before &lt;/body&gt; of each page</source>
        <translation>粘贴到每页的 &lt;/body&gt; 之前</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation type="vanished">预览</translation>
    </message>
    <message>
        <source>Remove site {number}</source>
        <translation>移除网站 {number}</translation>
    </message>
    <message>
        <source>Site {number}</source>
        <translation>网站 {number}</translation>
    </message>
    <message>
        <source>Sites that may show it</source>
        <translation>允许显示的网站</translation>
    </message>
    <message>
        <source>Visitors write without an account; their conversations come to this queue.</source>
        <translation>访客无需账号即可来信，会话进入这个队列。</translation>
    </message>
    <message>
        <source>What to paste into your site</source>
        <translation>要粘贴到网站的内容</translation>
    </message>
    <message>
        <source>{host} is this machine alone. For visitors put the address of this server on the internet in its place.</source>
        <translation>{host} 只是这台机器自己。要给访客使用，请换成这台服务器在互联网上的地址。</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>A lounge by {name}</source>
        <translation>{name} 的会客厅</translation>
    </message>
    <message>
        <source>Come in and start talking · {amount}</source>
        <translation>进入并开始交谈 · {amount}</translation>
    </message>
    <message>
        <source>Start talking</source>
        <translation>开始交谈</translation>
    </message>
    <message>
        <source>You may not come in</source>
        <translation>您不能进入</translation>
    </message>
</context>
<context>
    <name>WhoAnswers</name>
    <message>
        <source>Talk to a person</source>
        <translation>转人工</translation>
    </message>
</context>
<context>
    <name>WritingView</name>
    <message>
        <source>Agents cannot read attached files yet. Remove the files, or send without asking.</source>
        <translation>智能体暂不能读取附件。请移除文件，或不提问直接发送。</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>附加文件</translation>
    </message>
    <message>
        <source>Files cannot be sent here.</source>
        <translation type="vanished">这里不能发送文件。</translation>
    </message>
</context>
<context>
    <name>ZonePicker</name>
    <message>
        <source>Type a city, such as Berlin</source>
        <translation>输入城市，例如 Berlin</translation>
    </message>
</context>
<context>
    <name>_File</name>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
    <message>
        <source>Upload of {name}</source>
        <translation>正在上传 {name}</translation>
    </message>
    <message>
        <source>Upload {name} again</source>
        <translation>重新上传 {name}</translation>
    </message>
</context>
<context>
    <name>_Popup</name>
    <message>
        <source>Agents</source>
        <translation type="vanished">智能体</translation>
    </message>
</context>
<context>
    <name>audio</name>
    <message>
        <source>Another program has the loudspeaker to itself. Close it, then try again.</source>
        <translation>扬声器正被其他程序独占。请关闭该程序，然后重试。</translation>
    </message>
    <message>
        <source>Another program has the microphone to itself. Close what else records or makes calls, then try again.</source>
        <translation>麦克风正被其他程序独占。请关闭其他正在录音或通话的程序，然后重试。</translation>
    </message>
    <message>
        <source>No sound comes from the microphone. Is it muted, at its own switch or in the system's settings for sound, or is another one meant?</source>
        <translation>麦克风没有传来任何声音。是否已被静音（设备上的开关或系统的声音设置），或者应该选用另一个麦克风？</translation>
    </message>
    <message>
        <source>No sound comes from the microphone. Is it muted, or not allowed for Spaces in System Settings, Privacy &amp; Security, Microphone?</source>
        <translation>麦克风没有传来任何声音。是否已被静音，或者在“系统设置”的“隐私与安全性”—“麦克风”中未允许 Spaces 使用？</translation>
    </message>
    <message>
        <source>Sound needs PortAudio, which is missing from this copy of Spaces. Install it anew.</source>
        <translation>声音功能需要 PortAudio，而当前安装的 Spaces 缺少它。请重新安装 Spaces。</translation>
    </message>
    <message>
        <source>Sound needs PortAudio, which is not installed. On Debian and Ubuntu install libportaudio2, on Fedora, Arch and openSUSE portaudio, then try again.</source>
        <translation>声音功能需要 PortAudio，但尚未安装。在 Debian 和 Ubuntu 上请安装 libportaudio2，在 Fedora、Arch 和 openSUSE 上请安装 portaudio，然后重试。</translation>
    </message>
    <message>
        <source>The loudspeaker is gone. Plug it in again or choose another, then try again.</source>
        <translation>扬声器已断开。请重新插上或另选一个，然后重试。</translation>
    </message>
    <message>
        <source>The microphone is gone; what was recorded so far is kept. Plug it in again, or choose another in the settings under Sound, then go on.</source>
        <translation>麦克风已断开，目前为止的录音已保留。请重新插上，或在设置的“声音”中另选一个，然后继续。</translation>
    </message>
    <message>
        <source>The system does not let Spaces use the loudspeaker. Allow it in the system's settings for sound, then try again.</source>
        <translation>系统不允许 Spaces 使用扬声器。请在系统的声音设置中允许，然后重试。</translation>
    </message>
    <message>
        <source>The system does not let Spaces use the microphone. On most systems your account has to be in the group “audio”; then sign in again.</source>
        <translation>系统不允许 Spaces 使用麦克风。在大多数系统上，您的帐户需要属于“audio”组，加入后请重新登录系统。</translation>
    </message>
    <message>
        <source>There is no loudspeaker. Plug one in or turn one on, then try again.</source>
        <translation>没有扬声器。请插上或打开一个，然后重试。</translation>
    </message>
    <message>
        <source>There is no microphone. Plug one in or turn one on, then try again.</source>
        <translation>没有麦克风。请插上或打开一个麦克风，然后重试。</translation>
    </message>
    <message>
        <source>Windows does not let Spaces use the microphone. Turn on “Let desktop apps access your microphone” in Settings, Privacy &amp; security, Microphone, then try again.</source>
        <translation>Windows 不允许 Spaces 使用麦克风。请在“设置”—“隐私和安全性”—“麦克风”中打开“允许桌面应用访问麦克风”，然后重试。</translation>
    </message>
    <message>
        <source>macOS does not let Spaces use the microphone. Turn it on in System Settings, Privacy &amp; Security, Microphone, then start Spaces again.</source>
        <translation>macOS 不允许 Spaces 使用麦克风。请在“系统设置”—“隐私与安全性”—“麦克风”中打开，然后重新启动 Spaces。</translation>
    </message>
    <message>
        <source>{speed}×</source>
        <translation>{speed}×</translation>
    </message>
</context>
<context>
    <name>billing</name>
    <message>
        <source>30 days of membership</source>
        <translation>30 天会员</translation>
    </message>
    <message>
        <source>30 days of subscription</source>
        <translation>30 天订阅</translation>
    </message>
    <message>
        <source>A member asked an agent</source>
        <translation>成员向智能体提问</translation>
    </message>
    <message>
        <source>A member paid 30 days</source>
        <translation>成员支付了 30 天</translation>
    </message>
    <message>
        <source>A member subscribed</source>
        <translation>一位成员已订阅</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Assumed: {assumptions}.</source>
        <translation>假设：{assumptions}。</translation>
    </message>
    <message>
        <source>Fee for joining</source>
        <translation>加入费</translation>
    </message>
    <message>
        <source>Given back: the agent did not answer</source>
        <translation>已退回：智能体没有回答</translation>
    </message>
    <message>
        <source>In the wallet after it</source>
        <translation>之后的余额</translation>
    </message>
    <message>
        <source>Joining</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>月费</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>Paid back since</source>
        <translation>之后已退</translation>
    </message>
    <message>
        <source>Paid back to a member</source>
        <translation>退给成员</translation>
    </message>
    <message>
        <source>Payout</source>
        <translation>提现</translation>
    </message>
    <message>
        <source>Payout returned</source>
        <translation>提现退回</translation>
    </message>
    <message>
        <source>Question to an agent</source>
        <translation>向智能体提问</translation>
    </message>
    <message>
        <source>Questions to agents</source>
        <translation>向智能体提问</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>Somebody joined</source>
        <translation>有人加入</translation>
    </message>
    <message>
        <source>Subscriptions</source>
        <translation>订阅</translation>
    </message>
    <message>
        <source>The member paid</source>
        <translation>成员支付</translation>
    </message>
    <message>
        <source>The server's share</source>
        <translation>服务器的份额</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Top-up</source>
        <translation>充值</translation>
    </message>
    <message>
        <source>What</source>
        <translation>事项</translation>
    </message>
    <message>
        <source>What members pay in {days} days</source>
        <translation type="vanished">成员 {days} 天内的付款</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>With these prices</source>
        <translation>按这些价格</translation>
    </message>
    <message>
        <source>Your share</source>
        <translation>你的份额</translation>
    </message>
    <message>
        <source>Your share in {days} days</source>
        <translation>你在 {days} 天内的份额</translation>
    </message>
    <message>
        <source>agents with a price of their own are left out</source>
        <translation>不计有自己价格的智能体</translation>
    </message>
    <message>
        <source>as many people join</source>
        <translation>加入的人一样多</translation>
    </message>
    <message>
        <source>as many questions are asked</source>
        <translation>提问一样多</translation>
    </message>
    <message>
        <source>as many renew</source>
        <translation>续费的人一样多</translation>
    </message>
    <message>
        <source>nobody stays or goes because of the price</source>
        <translation>没有人因价格而留下或离开</translation>
    </message>
    <message>
        <source>paid</source>
        <translation>已付</translation>
    </message>
    <message>
        <source>paid back</source>
        <translation>已退</translation>
    </message>
    <message>
        <source>rejected, the money is back in the wallet</source>
        <translation>已拒绝，钱已退回钱包</translation>
    </message>
    <message>
        <source>waits for the host</source>
        <translation>等待主人处理</translation>
    </message>
    <message>
        <source>{amount} for you</source>
        <translation>归你 {amount}</translation>
    </message>
    <message>
        <source>{amount} paid back</source>
        <translation>已退 {amount}</translation>
    </message>
    <message>
        <source>{name}, {day}: has agreed to another price</source>
        <translation>{name}，{day}：同意的是另一个价格</translation>
    </message>
    <message>
        <source>{name}, {day}: renews by hand</source>
        <translation>{name}，{day}：手动续费</translation>
    </message>
    <message>
        <source>{name}, {day}: the wallet is short</source>
        <translation>{name}，{day}：余额不足</translation>
    </message>
    <message>
        <source>{what}, {detail}, {amount}, {balance} after it</source>
        <translation>{what}，{detail}，{amount}，之后余额 {balance}</translation>
    </message>
</context>
<context>
    <name>clubs</name>
    <message>
        <source>Create a club</source>
        <translation>创建俱乐部</translation>
    </message>
    <message>
        <source>Find a club to join</source>
        <translation>寻找要加入的俱乐部</translation>
    </message>
    <message>
        <source>Mentions</source>
        <translation>提到我的</translation>
    </message>
    <message>
        <source>My agents</source>
        <translation>我的智能体</translation>
    </message>
    <message>
        <source>in {club}</source>
        <translation>在 {club}</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新建</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Colours of the system</source>
        <translation>系统颜色</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>勿扰</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任何位置</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Go to a club, a person, a setting or a command</source>
        <translation>前往俱乐部、人、设置或命令</translation>
    </message>
    <message>
        <source>Go to {room}</source>
        <translation>前往{room}</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Keyboard shortcuts, where nothing is being written</source>
        <translation>键盘快捷键（不在输入文字时）</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Notify me again</source>
        <translation>恢复通知</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>theme</source>
        <translation>主题</translation>
    </message>
</context>
<context>
    <name>communities</name>
    <message>
        <source>1 member</source>
        <translation>1 名成员</translation>
    </message>
    <message>
        <source>Club</source>
        <translation>俱乐部</translation>
    </message>
    <message>
        <source>Customer service for a brand</source>
        <translation>品牌客服</translation>
    </message>
    <message>
        <source>Draft: {text}</source>
        <translation>草稿：{text}</translation>
    </message>
    <message>
        <source>Invite link copied.</source>
        <translation>邀请链接已复制。</translation>
    </message>
    <message>
        <source>Invite link copied. Only programs on this machine can use it: others need an address of this machine in their network.</source>
        <translation>邀请链接已复制。只有这台机器上的程序能使用它：其他人需要这台机器在其网络中的地址。</translation>
    </message>
    <message>
        <source>Lounge</source>
        <translation>会客厅</translation>
    </message>
    <message>
        <source>What to create</source>
        <translation>创建什么</translation>
    </message>
    <message>
        <source>{amount} for a question to an agent</source>
        <translation>向智能体提一个问题 {amount}</translation>
    </message>
    <message>
        <source>{amount} for every 30 days</source>
        <translation>每 30 天 {amount}</translation>
    </message>
    <message>
        <source>{amount} for joining, once</source>
        <translation>加入时一次性 {amount}</translation>
    </message>
    <message>
        <source>{amount} to join</source>
        <translation>加入需 {amount}</translation>
    </message>
    <message>
        <source>{count} members</source>
        <translation>{count} 名成员</translation>
    </message>
</context>
<context>
    <name>composer</name>
    <message>
        <source>Agents and people</source>
        <translation>智能体与成员</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>表情</translation>
    </message>
</context>
<context>
    <name>console_lines</name>
    <message>
        <source>AI: {words}</source>
        <translation>AI：{words}</translation>
    </message>
    <message>
        <source>Asked for a person</source>
        <translation>要求人工服务</translation>
    </message>
    <message>
        <source>Back after it was resolved</source>
        <translation>结束后又回来了</translation>
    </message>
    <message>
        <source>Guest of the web site</source>
        <translation>网站访客</translation>
    </message>
    <message>
        <source>Handed over by the AI</source>
        <translation>由 AI 转来</translation>
    </message>
    <message>
        <source>Nothing written yet</source>
        <translation>还没有写内容</translation>
    </message>
    <message>
        <source>Number {position}</source>
        <translation>第 {position} 位</translation>
    </message>
    <message>
        <source>Put back by a colleague</source>
        <translation>由同事放回</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>The AI answers</source>
        <translation>AI 在回答</translation>
    </message>
    <message>
        <source>We: {words}</source>
        <translation>我方：{words}</translation>
    </message>
    <message>
        <source>With {name}</source>
        <translation>由 {name} 负责</translation>
    </message>
    <message>
        <source>Yours</source>
        <translation>您的</translation>
    </message>
    <message>
        <source>waiting for {time}</source>
        <translation>已等待 {time}</translation>
    </message>
    <message>
        <source>{count} colleagues are looking</source>
        <translation>{count} 位同事在看</translation>
    </message>
    <message>
        <source>{name} is looking</source>
        <translation>{name} 在看</translation>
    </message>
    <message>
        <source>{name} is writing</source>
        <translation>{name} 正在输入</translation>
    </message>
</context>
<context>
    <name>console_times</name>
    <message>
        <source>due in {time}</source>
        <translation>{time}后到期</translation>
    </message>
    <message>
        <source>late</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>{count} d</source>
        <translation>{count} 天</translation>
    </message>
    <message>
        <source>{count} h</source>
        <translation>{count} 小时</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
</context>
<context>
    <name>console_words</name>
    <message>
        <source>Closed</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>Closed until {time}</source>
        <translation>休息到 {time}</translation>
    </message>
    <message>
        <source>Not solved {time}</source>
        <translation>{time}未解决</translation>
    </message>
    <message>
        <source>Open now</source>
        <translation>营业中</translation>
    </message>
    <message>
        <source>Open since {time}</source>
        <translation>从 {time} 开始</translation>
    </message>
    <message>
        <source>Resolved {time}</source>
        <translation>{time}结束</translation>
    </message>
    <message>
        <source>Solved {time}</source>
        <translation>{time}解决</translation>
    </message>
    <message>
        <source>The AI answers</source>
        <translation>AI 在回答</translation>
    </message>
    <message>
        <source>Waits for a person</source>
        <translation>等待人工服务</translation>
    </message>
    <message>
        <source>Went quiet {time}</source>
        <translation>{time}无回应</translation>
    </message>
    <message>
        <source>{names} also here</source>
        <translation>{names} 也在这里</translation>
    </message>
    <message>
        <source>{name} answers</source>
        <translation>由 {name} 回答</translation>
    </message>
    <message>
        <source>{name} is writing</source>
        <translation>{name} 正在输入</translation>
    </message>
    <message>
        <source>{score} of 5, answered by a person</source>
        <translation>评分 {score}（满分 5），由人工回答</translation>
    </message>
    <message>
        <source>{score} of 5, answered by the AI</source>
        <translation>评分 {score}（满分 5），由 AI 回答</translation>
    </message>
</context>
<context>
    <name>customer</name>
    <message>
        <source>1 star</source>
        <translation>1 颗星</translation>
    </message>
    <message>
        <source>A new conversation</source>
        <translation>新的对话</translation>
    </message>
    <message>
        <source>A person</source>
        <translation>工作人员</translation>
    </message>
    <message>
        <source>A person answers</source>
        <translation>人工回答</translation>
    </message>
    <message>
        <source>A person from {brand} reads and answers here.</source>
        <translation>{brand} 的工作人员正在这里阅读并回答。</translation>
    </message>
    <message>
        <source>AI answers</source>
        <translation>AI 回答中</translation>
    </message>
    <message>
        <source>About a minute to wait, as it has been lately.</source>
        <translation>按最近的情况，大约等待一分钟。</translation>
    </message>
    <message>
        <source>About {count} hours to wait, as it has been lately.</source>
        <translation>按最近的情况，大约等待 {count} 小时。</translation>
    </message>
    <message>
        <source>About {count} minutes to wait, as it has been lately.</source>
        <translation>按最近的情况，大约等待 {count} 分钟。</translation>
    </message>
    <message>
        <source>An AI answers first</source>
        <translation>先由 AI 回答</translation>
    </message>
    <message>
        <source>An AI answers here</source>
        <translation>这里由 AI 回答</translation>
    </message>
    <message>
        <source>Ask the AI</source>
        <translation>向 AI 提问</translation>
    </message>
    <message>
        <source>By you, {time}.</source>
        <translation>由您结束，{time}。</translation>
    </message>
    <message>
        <source>By {name}, {time}.</source>
        <translation>由 {name} 结束，{time}。</translation>
    </message>
    <message>
        <source>Find a brand to ask</source>
        <translation>查找要咨询的品牌</translation>
    </message>
    <message>
        <source>It can be wrong, and names its sources.</source>
        <translation>它可能出错，会注明来源。</translation>
    </message>
    <message>
        <source>It can be wrong, and names its sources. People do not answer here.</source>
        <translation>它可能出错，会注明来源。这里没有人工服务。</translation>
    </message>
    <message>
        <source>It names its sources. People do not answer here.</source>
        <translation>它会注明来源。这里没有人工服务。</translation>
    </message>
    <message>
        <source>It was quiet for long, so it was closed {time}.</source>
        <translation>很久没有新消息，已于 {time} 关闭。</translation>
    </message>
    <message>
        <source>Leave a message for whoever answers</source>
        <translation>给接待人员留言</translation>
    </message>
    <message>
        <source>Leave a message. You are answered here as soon as somebody is back.</source>
        <translation>请留言。有人回来后会在这里回复您。</translation>
    </message>
    <message>
        <source>Nobody is here just now</source>
        <translation>现在没有人值班</translation>
    </message>
    <message>
        <source>People answer here</source>
        <translation>这里由人工回答</translation>
    </message>
    <message>
        <source>People are back {time}. Leave a message: you are answered here.</source>
        <translation>工作人员将于 {time} 回来。请留言，我们会在这里回复您。</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>The next free person answers. You can close the window meanwhile.</source>
        <translation>下一位有空的工作人员会回答您。您可以先关闭窗口。</translation>
    </message>
    <message>
        <source>This conversation is resolved</source>
        <translation>这个对话已结束</translation>
    </message>
    <message>
        <source>This conversation is resolved. Start a new one to write again.</source>
        <translation>这个对话已结束。要继续写消息，请开始新的对话。</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Waiting, number {position}</source>
        <translation>等待中，第 {position} 位</translation>
    </message>
    <message>
        <source>What is your question?</source>
        <translation>您想问什么？</translation>
    </message>
    <message>
        <source>Write a message</source>
        <translation>写消息</translation>
    </message>
    <message>
        <source>Write to {name}</source>
        <translation>写给 {name}</translation>
    </message>
    <message>
        <source>Write your question below.</source>
        <translation>请在下方写下您的问题。</translation>
    </message>
    <message>
        <source>You are next</source>
        <translation>下一位就是您</translation>
    </message>
    <message>
        <source>You are number {position} in the queue</source>
        <translation>您排在第 {position} 位</translation>
    </message>
    <message>
        <source>You can ask for a person at any time.</source>
        <translation>您随时可以要求转人工。</translation>
    </message>
    <message>
        <source>You wait for a person</source>
        <translation>正在等待人工服务</translation>
    </message>
    <message>
        <source>You wait in a queue until somebody is free, and see your place in it.</source>
        <translation>您会排队等待有空的工作人员，并能看到自己的位置。</translation>
    </message>
    <message>
        <source>support, help, company</source>
        <translation>客服, 帮助, 公司, 品牌</translation>
    </message>
    <message>
        <source>{count} stars</source>
        <translation>{count} 颗星</translation>
    </message>
    <message>
        <source>{name} answers. It is an AI</source>
        <translation>{name} 正在回答，它是 AI</translation>
    </message>
    <message>
        <source>{name} is here for you</source>
        <translation>{name} 正在为您服务</translation>
    </message>
</context>
<context>
    <name>dashboard</name>
    <message>
        <source>Conversations begun</source>
        <translation>开始的对话</translation>
    </message>
    <message>
        <source>Conversations begun a day</source>
        <translation>每天开始的对话</translation>
    </message>
    <message>
        <source>Conversations begun a week</source>
        <translation>每周开始的对话</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>数据面板</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>For you</source>
        <translation>归你</translation>
    </message>
    <message>
        <source>Members paid</source>
        <translation>成员支付</translation>
    </message>
    <message>
        <source>Members paid a day</source>
        <translation>成员每天支付</translation>
    </message>
    <message>
        <source>Members paid a week</source>
        <translation>成员每周支付</translation>
    </message>
    <message>
        <source>Members who talked</source>
        <translation>交谈过的成员</translation>
    </message>
    <message>
        <source>Members who talked, by day</source>
        <translation>每天交谈过的成员</translation>
    </message>
    <message>
        <source>Members who talked, on the fullest day of each week</source>
        <translation>每周人数最多的一天交谈过的成员</translation>
    </message>
    <message>
        <source>Spoken</source>
        <translation>语音时长</translation>
    </message>
    <message>
        <source>Spoken a day</source>
        <translation>每天的语音时长</translation>
    </message>
    <message>
        <source>Spoken a week</source>
        <translation>每周的语音时长</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>active subscriptions</source>
        <translation>有效订阅</translation>
    </message>
    <message>
        <source>conversations begun, ever</source>
        <translation>累计开始的对话</translation>
    </message>
    <message>
        <source>for you, in these days</source>
        <translation>这些天你的收入</translation>
    </message>
    <message>
        <source>members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>spoken in 30 days</source>
        <translation>30 天的语音时长</translation>
    </message>
    <message>
        <source>spoken in 30 days, for each member</source>
        <translation>30 天内每位成员的语音时长</translation>
    </message>
    <message>
        <source>spoken in 7 days</source>
        <translation>7 天的语音时长</translation>
    </message>
    <message>
        <source>spoken today</source>
        <translation>今天的语音时长</translation>
    </message>
    <message>
        <source>{first} to {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>{first} to {last}, days by the clock of {zone}</source>
        <translation>{first} 至 {last}，按 {zone} 时区的日期</translation>
    </message>
</context>
<context>
    <name>definition</name>
    <message>
        <source>A colon belongs here.</source>
        <translation>这里应有冒号。</translation>
    </message>
    <message>
        <source>A comma, or a closing bracket, belongs here.</source>
        <translation>这里应有逗号或右括号。</translation>
    </message>
    <message>
        <source>A definition is an object: it begins with { and ends with }.</source>
        <translation>定义是一个对象：以 { 开头，以 } 结尾。</translation>
    </message>
    <message>
        <source>A name in double quotes belongs here.</source>
        <translation>这里应有双引号括起的名称。</translation>
    </message>
    <message>
        <source>A text may not go over more than one line: write \n.</source>
        <translation>文本不能跨行：请写 \n。</translation>
    </message>
    <message>
        <source>A value belongs here: a text, a number, true, false or null.</source>
        <translation>这里应有一个值：文本、数字、true、false 或 null。</translation>
    </message>
    <message>
        <source>After a \ this is not possible. Write \\ for the sign itself.</source>
        <translation>\ 后不能这样写。要写该符号本身，请写 \\。</translation>
    </message>
    <message>
        <source>An address has at most {most} characters.</source>
        <translation>地址最多 {most} 个字符。</translation>
    </message>
    <message>
        <source>An address holds no spaces.</source>
        <translation>地址中不能有空格。</translation>
    </message>
    <message>
        <source>An address is a text in double quotes.</source>
        <translation>地址是双引号括起的文本。</translation>
    </message>
    <message>
        <source>An address may not hold a user name or password.</source>
        <translation>地址中不能含用户名或密码。</translation>
    </message>
    <message>
        <source>Here it is nested deeper than {most} levels.</source>
        <translation>此处嵌套超过 {most} 层。</translation>
    </message>
    <message>
        <source>It holds half a character, which nobody can read. Look for a \u escape.</source>
        <translation>其中有无法读取的半个字符。请检查 \u 转义。</translation>
    </message>
    <message>
        <source>JSON has no such number.</source>
        <translation>JSON 没有这样的数字。</translation>
    </message>
    <message>
        <source>Nothing follows this comma: take it away.</source>
        <translation>此逗号后没有内容：请删除它。</translation>
    </message>
    <message>
        <source>Nothing may follow the closing bracket.</source>
        <translation>右括号后不能再有内容。</translation>
    </message>
    <message>
        <source>The address of a page begins with https:// and names its site.</source>
        <translation>网页地址以 https:// 开头并写明网站。</translation>
    </message>
    <message>
        <source>There is no such built-in playground. There are: {names}.</source>
        <translation>没有这个内置游乐场。可用的有：{names}。</translation>
    </message>
    <message>
        <source>This is not JSON.</source>
        <translation>这不是 JSON。</translation>
    </message>
    <message>
        <source>This is not an address.</source>
        <translation>这不是地址。</translation>
    </message>
    <message>
        <source>This is {size} KiB long; {most} KiB is the most.</source>
        <translation>长度为 {size} KiB，最多 {most} KiB。</translation>
    </message>
    <message>
        <source>This text has no closing quote.</source>
        <translation>此文本缺少右引号。</translation>
    </message>
</context>
<context>
    <name>entries</name>
    <message>
        <source>AI</source>
        <translation>AI</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已认证</translation>
    </message>
    <message>
        <source>notifications off</source>
        <translation>通知已关闭</translation>
    </message>
    <message>
        <source>online</source>
        <translation>在线</translation>
    </message>
    <message>
        <source>{count} for you</source>
        <translation>{count} 条提到你</translation>
    </message>
    <message>
        <source>{count} unread</source>
        <translation>{count} 条未读</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>A password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>A person has been asked for already.</source>
        <translation>已经要求过人工服务了。</translation>
    </message>
    <message>
        <source>A reply is still being written. Stop it to go on.</source>
        <translation>回答仍在生成。请先停止再继续。</translation>
    </message>
    <message>
        <source>A request waits for an admin already.</source>
        <translation>已有一个申请在等待管理员处理。</translation>
    </message>
    <message>
        <source>A tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>A user name has 3 to 32 letters, digits, . _ or -</source>
        <translation>用户名须为 3 到 32 个字母、数字、. _ 或 -</translation>
    </message>
    <message>
        <source>Another answer has this shortcut already.</source>
        <translation>已有另一条回复使用了这个快捷词。</translation>
    </message>
    <message>
        <source>Fill in the name of the model, in one line of at most 200 characters.</source>
        <translation>请在一行内填写模型名称，最多 200 个字符。</translation>
    </message>
    <message>
        <source>It costs nothing now. Nothing was charged: press again if you agree.</source>
        <translation>现在不收费。没有扣款：同意的话请再按一次。</translation>
    </message>
    <message>
        <source>It costs {amount} now. Nothing was charged: press again if you agree.</source>
        <translation>现在需要 {amount}。没有扣款：同意的话请再按一次。</translation>
    </message>
    <message>
        <source>It does not wait for a person any more.</source>
        <translation>它已经不在等待人工服务了。</translation>
    </message>
    <message>
        <source>It has been rated already.</source>
        <translation>已经评过分了。</translation>
    </message>
    <message>
        <source>It was paid in another window already, and nothing was charged again.</source>
        <translation>已在另一个窗口付过款，没有再次扣款。</translation>
    </message>
    <message>
        <source>No subscription is sold here.</source>
        <translation>这里不出售订阅。</translation>
    </message>
    <message>
        <source>No words were heard in it. Say it again closer, or write it.</source>
        <translation>没有听清其中的话。请靠近再说一遍，或改为书写。</translation>
    </message>
    <message>
        <source>Nobody answers here yet: its creator has to add an AI agent first.</source>
        <translation>这里还没有人回答：创建者需先添加 AI 代理。</translation>
    </message>
    <message>
        <source>Nothing answers at {where}. Check the port, and that the space is running there.</source>
        <translation>{where} 没有响应。请检查端口，并确认空间正在那里运行。</translation>
    </message>
    <message>
        <source>Nothing on this server can speak like that right now.</source>
        <translation>此服务器上目前没有能这样说话的引擎。</translation>
    </message>
    <message>
        <source>Only members can do that. Join first.</source>
        <translation>只有成员能这样做。请先加入。</translation>
    </message>
    <message>
        <source>Only whoever answers this conversation can do that.</source>
        <translation>只有负责这个对话的人可以这样做。</translation>
    </message>
    <message>
        <source>Somebody else has accepted it.</source>
        <translation>已经有人接手了。</translation>
    </message>
    <message>
        <source>Somebody has decided that already.</source>
        <translation>已经有人处理过了。</translation>
    </message>
    <message>
        <source>Somebody was faster. Look at what stands there now.</source>
        <translation>有人更快一步。请先看看现在的内容。</translation>
    </message>
    <message>
        <source>Something answers at {where}, but it is not a Spaces server. Check the address.</source>
        <translation>{where} 有响应，但不是 Spaces 服务器。请检查地址。</translation>
    </message>
    <message>
        <source>Something went wrong on the server. Try again; if it keeps happening, tell the host.</source>
        <translation>服务器出错了。请重试；若持续出现，请告诉空间的主人。</translation>
    </message>
    <message>
        <source>That did not work.</source>
        <translation>没有成功。</translation>
    </message>
    <message>
        <source>That has been paid back already.</source>
        <translation>已经退过款了。</translation>
    </message>
    <message>
        <source>That has to be resolved first.</source>
        <translation>要先结束对话。</translation>
    </message>
    <message>
        <source>That is not an API key. It has letters, digits and signs only.</source>
        <translation>这不是 API 密钥。密钥只含字母、数字和符号。</translation>
    </message>
    <message>
        <source>That is not possible in this conversation.</source>
        <translation>这个对话里不能这样做。</translation>
    </message>
    <message>
        <source>That is possible once this conversation is resolved.</source>
        <translation>此对话解决之后才能这样做。</translation>
    </message>
    <message>
        <source>That is too large for the server.</source>
        <translation>对服务器来说太大了。</translation>
    </message>
    <message>
        <source>That is too large. The limit is {most} MB.</source>
        <translation>太大了：最多 {most} MB。</translation>
    </message>
    <message>
        <source>That takes {amount}, and {balance} are in your wallet. Nothing was charged. Ask the host of this space to top it up.</source>
        <translation>需要 {amount}，而你的钱包里有 {balance}。没有扣款。请让本空间的主人为你充值。</translation>
    </message>
    <message>
        <source>That user name is taken. Choose another.</source>
        <translation>该用户名已被使用，请换一个。</translation>
    </message>
    <message>
        <source>That was sent before with something else in it.</source>
        <translation>之前已发送过内容不同的同一请求。</translation>
    </message>
    <message>
        <source>That was too often. Try again in {seconds} s.</source>
        <translation>操作过于频繁。请在 {seconds} 秒后重试。</translation>
    </message>
    <message>
        <source>The AI agent is somebody else's, who alone decides what it knows.</source>
        <translation>这个智能体属于他人，只有其所有者能决定它知道什么。</translation>
    </message>
    <message>
        <source>The AI could not write a draft. Try again, or answer it yourself.</source>
        <translation>智能体没能写出草稿。请重试，或自己回答。</translation>
    </message>
    <message>
        <source>The AI knows nothing of this. Answer it yourself.</source>
        <translation>智能体对此一无所知。请自己回答。</translation>
    </message>
    <message>
        <source>The category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>The community has another name by now. Look at it first, then decide.</source>
        <translation>该社区现在已更名。请先查看，再作决定。</translation>
    </message>
    <message>
        <source>The connection to {where} was lost. Try again.</source>
        <translation>与 {where} 的连接中断。请重试。</translation>
    </message>
    <message>
        <source>The customer has asked nothing since the last answer.</source>
        <translation>上次回答之后，客户没有再提问。</translation>
    </message>
    <message>
        <source>The definition</source>
        <translation>定义</translation>
    </message>
    <message>
        <source>The description</source>
        <translation>简介</translation>
    </message>
    <message>
        <source>The fee</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>The host lets nobody new into this session just now.</source>
        <translation>主持人目前不让新人进入此会话。</translation>
    </message>
    <message>
        <source>The host took you out of this session.</source>
        <translation>主持人已将你移出此会话。</translation>
    </message>
    <message>
        <source>The invite code</source>
        <translation>邀请码</translation>
    </message>
    <message>
        <source>The legal name</source>
        <translation>法定名称</translation>
    </message>
    <message>
        <source>The live room is closed. Its hosts open it.</source>
        <translation>实时语音室已关闭，由主持人开启。</translation>
    </message>
    <message>
        <source>The live room is full. Try again when somebody has left.</source>
        <translation>实时语音室已满，有人离开后再试。</translation>
    </message>
    <message>
        <source>The message you are replying to is gone.</source>
        <translation>你要回复的消息已不存在。</translation>
    </message>
    <message>
        <source>The name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The name of the space</source>
        <translation>空间的名称</translation>
    </message>
    <message>
        <source>The note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>The number of messages it reads</source>
        <translation>它读取的消息数</translation>
    </message>
    <message>
        <source>The number of participants</source>
        <translation>参与人数</translation>
    </message>
    <message>
        <source>The payment service does not answer. Nothing was charged: try again later.</source>
        <translation>支付服务没有响应。没有扣款：请稍后再试。</translation>
    </message>
    <message>
        <source>The persona</source>
        <translation>角色设定</translation>
    </message>
    <message>
        <source>The price has changed. Check it, then try again.</source>
        <translation>价格已变。请重新查看后再操作。</translation>
    </message>
    <message>
        <source>The reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>The server address begins with http:// or https://, without ? or #.</source>
        <translation>服务器地址以 http:// 或 https:// 开头，不含 ? 或 #。</translation>
    </message>
    <message>
        <source>The server at {where} runs a different version. Update whichever is older.</source>
        <translation>{where} 的服务器版本不同。请更新较旧的一方。</translation>
    </message>
    <message>
        <source>The server could not use what was sent. This app or the server may need an update.</source>
        <translation>服务器无法处理发送的内容。本应用或服务器可能需要更新。</translation>
    </message>
    <message>
        <source>The server did not allow that.</source>
        <translation>服务器不允许这样做。</translation>
    </message>
    <message>
        <source>The server is not ready yet. Try again in a moment.</source>
        <translation>服务器尚未就绪。请稍候再试。</translation>
    </message>
    <message>
        <source>The server is shutting down. Try again in a moment.</source>
        <translation>服务器正在关闭。请稍候再试。</translation>
    </message>
    <message>
        <source>The server's disk is full.</source>
        <translation>服务器的磁盘已满。</translation>
    </message>
    <message>
        <source>The setup code</source>
        <translation>设置码</translation>
    </message>
    <message>
        <source>The setup code is not the one this server shows.</source>
        <translation>设置码与此服务器显示的不符。</translation>
    </message>
    <message>
        <source>The text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>The title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>The voice failed while it was speaking. The text stands.</source>
        <translation>语音播放中途失败，文字保留。</translation>
    </message>
    <message>
        <source>There are no recordings yet to build a voice from.</source>
        <translation>还没有可用来制作声音的录音。</translation>
    </message>
    <message>
        <source>There is a ready-made answer with that shortcut already.</source>
        <translation>已经有使用这个快捷词的常用回复了。</translation>
    </message>
    <message>
        <source>There is no AI agent here that could do that.</source>
        <translation>这里没有能做这件事的智能体。</translation>
    </message>
    <message>
        <source>There is no machine called {where}. Check the spelling.</source>
        <translation>没有名为 {where} 的机器。请检查拼写。</translation>
    </message>
    <message>
        <source>There is no room left for “{name}”. Free some space, then try again.</source>
        <translation>没有空间存放“{name}”。请腾出空间后再试。</translation>
    </message>
    <message>
        <source>There is no subscription that could be ended.</source>
        <translation>没有可以终止的订阅。</translation>
    </message>
    <message>
        <source>There is no voice yet that could speak.</source>
        <translation>还没有可以说话的声音。</translation>
    </message>
    <message>
        <source>There is nothing to be learned from it yet.</source>
        <translation>还没有可以学习的内容。</translation>
    </message>
    <message>
        <source>This community is verified already.</source>
        <translation>此社区已通过认证。</translation>
    </message>
    <message>
        <source>This conversation is resolved already.</source>
        <translation>这个对话已经结束了。</translation>
    </message>
    <message>
        <source>This is no sound that can be read here.</source>
        <translation>这不是此处可以读取的音频。</translation>
    </message>
    <message>
        <source>This is your own conversation: somebody else has to take it.</source>
        <translation>这是您自己的对话，要由别人来接手。</translation>
    </message>
    <message>
        <source>This kind of community does not have that.</source>
        <translation>此类社区没有这项功能。</translation>
    </message>
    <message>
        <source>This membership does not run out: nothing is to be paid.</source>
        <translation>这个会员资格不会到期，无需付款。</translation>
    </message>
    <message>
        <source>This server does not offer that yet.</source>
        <translation>此服务器尚不提供该功能。</translation>
    </message>
    <message>
        <source>This server embeds only pages whose address begins with https://, without a user name.</source>
        <translation>此服务器只嵌入以 https:// 开头且不含用户名的网页地址。</translation>
    </message>
    <message>
        <source>This server has not been set up by its host yet.</source>
        <translation>此服务器尚未由其主人设置。</translation>
    </message>
    <message>
        <source>This server is already set up. Sign in instead.</source>
        <translation>此服务器已设置好，请直接登录。</translation>
    </message>
    <message>
        <source>This server may not be reached by that address.</source>
        <translation>不能用该地址访问此服务器。</translation>
    </message>
    <message>
        <source>This server may not be reached from there.</source>
        <translation>不能从那里访问此服务器。</translation>
    </message>
    <message>
        <source>This session has ended.</source>
        <translation>此会话已结束。</translation>
    </message>
    <message>
        <source>This session is full. Try again when somebody has left.</source>
        <translation>此会话已满员。等有人离开后再试。</translation>
    </message>
    <message>
        <source>Today’s free time is used up.</source>
        <translation>今天的免费时间已用完。</translation>
    </message>
    <message>
        <source>Today’s free time is used up. There is new time {time}.</source>
        <translation>今天的免费时间已用完。{time} 会有新的时间。</translation>
    </message>
    <message>
        <source>Too many attempts. Wait a moment, then try again.</source>
        <translation>操作太频繁。请稍候再试。</translation>
    </message>
    <message>
        <source>User name or password is wrong.</source>
        <translation>用户名或密码错误。</translation>
    </message>
    <message>
        <source>What you search for</source>
        <translation>搜索内容</translation>
    </message>
    <message>
        <source>What {where} sent is too large to be shown.</source>
        <translation>{where} 发来的内容太大，无法显示。</translation>
    </message>
    <message>
        <source>Write something first.</source>
        <translation>请先写点内容。</translation>
    </message>
    <message>
        <source>You are muted here for now.</source>
        <translation>你暂时被禁言。</translation>
    </message>
    <message>
        <source>You are muted here until {time}.</source>
        <translation>你在此处被禁言至 {time}。</translation>
    </message>
    <message>
        <source>You are not allowed to read or write “{name}” there.</source>
        <translation>没有在那里读写“{name}”的权限。</translation>
    </message>
    <message>
        <source>You do not have access to this.</source>
        <translation>你没有访问权限。</translation>
    </message>
    <message>
        <source>You need an invite to join this server.</source>
        <translation>加入此服务器需要邀请。</translation>
    </message>
    <message>
        <source>You were signed out. Sign in again.</source>
        <translation>你已退出登录，请重新登录。</translation>
    </message>
    <message>
        <source>Your colleague is not online any more. Choose another.</source>
        <translation>这位同事已不在线，请选择别人。</translation>
    </message>
    <message>
        <source>Your membership ran out. Renew it to go on.</source>
        <translation>你的会员已到期，续费后可继续。</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>你的名字</translation>
    </message>
    <message>
        <source>{name} answers this conversation already.</source>
        <translation>{name} 已经在回答这个对话了。</translation>
    </message>
    <message>
        <source>{name} can have at most {n} characters.</source>
        <translation>{name}最多 {n} 个字符。</translation>
    </message>
    <message>
        <source>{name} cannot be used like this. Change it and try again.</source>
        <translation>{name}不能这样填写。请修改后重试。</translation>
    </message>
    <message>
        <source>{name} contains a character that cannot be used.</source>
        <translation>{name}含有无法保存的字符。</translation>
    </message>
    <message>
        <source>{name} is missing.</source>
        <translation>缺少{name}。</translation>
    </message>
    <message>
        <source>{name} must be a single line of plain text.</source>
        <translation>{name}必须是一行普通文字。</translation>
    </message>
    <message>
        <source>{name} must be at least {n}.</source>
        <translation>{name}至少为 {n}。</translation>
    </message>
    <message>
        <source>{name} must be at most {n}.</source>
        <translation>{name}最多为 {n}。</translation>
    </message>
    <message>
        <source>{name} needs at least {n} characters.</source>
        <translation>{name}至少要有 {n} 个字符。</translation>
    </message>
    <message>
        <source>{where} cannot be reached. Check that you are on the same network.</source>
        <translation>无法连接 {where}。请确认你们在同一网络。</translation>
    </message>
    <message>
        <source>{where} did not answer in time. Try again in a moment.</source>
        <translation>{where} 未及时响应。请稍候再试。</translation>
    </message>
    <message>
        <source>“{name}” cannot be read or written. Try another place.</source>
        <translation>“{name}”无法读写。请换个位置。</translation>
    </message>
    <message>
        <source>“{name}” or its folder is not there any more.</source>
        <translation>“{name}”或其文件夹已不存在。</translation>
    </message>
    <message>
        <source>“{where}” is not an address. Try something like 192.168.1.20:8080.</source>
        <translation>“{where}”不是地址。试试类似 192.168.1.20:8080 的形式。</translation>
    </message>
</context>
<context>
    <name>hits</name>
    <message>
        <source>No text</source>
        <translation>没有文字</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>未读</translation>
    </message>
</context>
<context>
    <name>live_people</name>
    <message>
        <source>Hears nobody just now</source>
        <translation>暂时不听任何人</translation>
    </message>
    <message>
        <source>How loud {name} is for you, in percent</source>
        <translation>{name} 对你的音量（百分比）</translation>
    </message>
    <message>
        <source>Let them be heard again</source>
        <translation>恢复其发言</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在听</translation>
    </message>
    <message>
        <source>Microphone off</source>
        <translation>麦克风已关</translation>
    </message>
    <message>
        <source>More about {name}</source>
        <translation>关于 {name} 的更多操作</translation>
    </message>
    <message>
        <source>Mute for everybody</source>
        <translation>对所有人静音</translation>
    </message>
    <message>
        <source>Muted by a moderator</source>
        <translation>已被管理员静音</translation>
    </message>
    <message>
        <source>Nobody is in the room yet.</source>
        <translation>房间里还没有人。</translation>
    </message>
    <message>
        <source>People in the live room</source>
        <translation>实时房间里的人</translation>
    </message>
    <message>
        <source>Speaking</source>
        <translation>正在说话</translation>
    </message>
    <message>
        <source>Take out of the room</source>
        <translation>移出房间</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name}（你）</translation>
    </message>
</context>
<context>
    <name>live_room</name>
    <message>
        <source>A moderator muted you: nobody hears you, and you hear the others.</source>
        <translation>管理员已将你静音：没有人听得到你，你仍能听到其他人。</translation>
    </message>
    <message>
        <source>Close the room</source>
        <translation>关闭房间</translation>
    </message>
    <message>
        <source>Come in</source>
        <translation>进入</translation>
    </message>
    <message>
        <source>Coming in …</source>
        <translation>正在进入…</translation>
    </message>
    <message>
        <source>Everybody has to push to talk</source>
        <translation>所有人都须按住说话</translation>
    </message>
    <message>
        <source>Hear nobody</source>
        <translation>不听任何人</translation>
    </message>
    <message>
        <source>Hold to talk</source>
        <translation>按住说话</translation>
    </message>
    <message>
        <source>How loud your microphone is</source>
        <translation>你的麦克风音量</translation>
    </message>
    <message>
        <source>In this room everybody has to push to talk.</source>
        <translation>在此房间中，所有人都须按住说话。</translation>
    </message>
    <message>
        <source>Leave the room</source>
        <translation>离开房间</translation>
    </message>
    <message>
        <source>Live room</source>
        <translation>实时房间</translation>
    </message>
    <message>
        <source>Microphone off</source>
        <translation>麦克风已关</translation>
    </message>
    <message>
        <source>Open it, and everybody in the lounge can come in and talk with each other.</source>
        <translation>打开后，会客室里的每个人都可以进来互相交谈。</translation>
    </message>
    <message>
        <source>Open the live room</source>
        <translation>打开实时房间</translation>
    </message>
    <message>
        <source>Push to talk</source>
        <translation>按住说话</translation>
    </message>
    <message>
        <source>The connection broke. It is tried again by itself.</source>
        <translation>连接已断开，正在自动重试。</translation>
    </message>
    <message>
        <source>The line is bad just now: some words may be missing.</source>
        <translation>线路暂时不佳：可能会漏掉一些话。</translation>
    </message>
    <message>
        <source>The live room is closed</source>
        <translation>实时房间已关闭</translation>
    </message>
    <message>
        <source>When I speak</source>
        <translation>我说话时</translation>
    </message>
    <message>
        <source>When it is opened, everybody in the lounge can talk with each other here.</source>
        <translation>打开后，会客室里的每个人都可以在这里互相交谈。</translation>
    </message>
    <message>
        <source>When your microphone is open</source>
        <translation>何时打开你的麦克风</translation>
    </message>
    <message>
        <source>You are speaking, but your microphone is off: nobody hears you.</source>
        <translation>你正在说话，但麦克风已关：没有人听得到你。</translation>
    </message>
    <message>
        <source>Your microphone stays off until you come in.</source>
        <translation>在你进入之前，麦克风保持关闭。</translation>
    </message>
</context>
<context>
    <name>lounge</name>
    <message>
        <source>1 minute of speech a day is free.</source>
        <translation>每天有 1 分钟免费语音。</translation>
    </message>
    <message>
        <source>1 second</source>
        <translation>1 秒</translation>
    </message>
    <message>
        <source>A subscription lifts that limit, for {amount} every 30 days.</source>
        <translation>订阅后不受此限制，每 30 天 {amount}。</translation>
    </message>
    <message>
        <source>A subscription lifts the limit, and is renewed every 30 days until you end it.</source>
        <translation>订阅后不受限制，每 30 天自动续订，直到您终止。</translation>
    </message>
    <message>
        <source>AI voice. Hold the button to interrupt, or press Esc.</source>
        <translation>AI 语音。按住按钮即可打断，或按 Esc。</translation>
    </message>
    <message>
        <source>An AI answers in text only: there is no voice of {name} yet.</source>
        <translation>AI 仅以文字回答：还没有 {name} 的声音。</translation>
    </message>
    <message>
        <source>An AI answers, in a voice made from recordings of {name}, with their consent.</source>
        <translation>由 AI 回答，其声音用 {name} 的录音制成，并已征得本人同意。</translation>
    </message>
    <message>
        <source>Create a lounge</source>
        <translation>创建会客厅</translation>
    </message>
    <message>
        <source>Do not renew</source>
        <translation>不再续订</translation>
    </message>
    <message>
        <source>Esc or Stop ends it.</source>
        <translation>按 Esc 或“停止”结束。</translation>
    </message>
    <message>
        <source>Esc stops it; what you said is kept.</source>
        <translation>按 Esc 停止；您说的话会保留。</translation>
    </message>
    <message>
        <source>Find a lounge</source>
        <translation>查找会客厅</translation>
    </message>
    <message>
        <source>Hold the button or Space while you speak. One click starts, another sends.</source>
        <translation>说话时按住按钮或空格键。也可单击开始，再次单击发送。</translation>
    </message>
    <message>
        <source>Hold to talk</source>
        <translation>按住说话</translation>
    </message>
    <message>
        <source>Let go to send it. Esc throws it away.</source>
        <translation>松开即发送。按 Esc 丢弃。</translation>
    </message>
    <message>
        <source>Listening · {time}</source>
        <translation>正在聆听 · {time}</translation>
    </message>
    <message>
        <source>No limit for you here · {used} today</source>
        <translation>您在这里不受限制 · 今日 {used}</translation>
    </message>
    <message>
        <source>No limit until {day} · {used} today</source>
        <translation>至 {day} 不受限制 · 今日 {used}</translation>
    </message>
    <message>
        <source>No speech is free here.</source>
        <translation>这里没有免费语音。</translation>
    </message>
    <message>
        <source>No speech is free here. A subscription lets you talk.</source>
        <translation>这里没有免费语音。订阅后即可交谈。</translation>
    </message>
    <message>
        <source>No speech is free here. Replies come as text.</source>
        <translation>这里没有免费语音。回答以文字显示。</translation>
    </message>
    <message>
        <source>Nothing has been spoken today.</source>
        <translation>今天还没有语音。</translation>
    </message>
    <message>
        <source>Press again to send it. Esc throws it away.</source>
        <translation>再次按下即发送。按 Esc 丢弃。</translation>
    </message>
    <message>
        <source>Renew · {amount} for 30 more days</source>
        <translation>续订 · 30 天 {amount}</translation>
    </message>
    <message>
        <source>Seconds you hear, and seconds of your own voice, rounded up for each.</source>
        <translation>您听到的秒数，加上您自己说话的秒数，每次向上取整。</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Sending · {percent} %</source>
        <translation>正在发送 · {percent} %</translation>
    </message>
    <message>
        <source>Subscribe · {amount} for 30 days</source>
        <translation>订阅 · 30 天 {amount}</translation>
    </message>
    <message>
        <source>This lounge sells no subscription.</source>
        <translation>此会客厅不出售订阅。</translation>
    </message>
    <message>
        <source>This server cannot understand speech yet. Write it instead.</source>
        <translation>此服务器还听不懂语音。请改为书写。</translation>
    </message>
    <message>
        <source>Today’s replies</source>
        <translation>今日的回答</translation>
    </message>
    <message>
        <source>Today’s time is used up. There is new time {time}.</source>
        <translation>今天的时间已用完。{time} 会有新的时间。</translation>
    </message>
    <message>
        <source>Today’s time is used up: replies come as text. There is new time {time}.</source>
        <translation>今天的时间已用完：回答以文字显示。{time} 会有新的时间。</translation>
    </message>
    <message>
        <source>You stopped it.</source>
        <translation>您已停止。</translation>
    </message>
    <message>
        <source>Your subscription ends on {day}. It is not renewed.</source>
        <translation>您的订阅于 {day} 结束，不再续订。</translation>
    </message>
    <message>
        <source>Your subscription is renewed on {day} for {amount}.</source>
        <translation>您的订阅将于 {day} 以 {amount} 续订。</translation>
    </message>
    <message>
        <source>voice</source>
        <translation>语音</translation>
    </message>
    <message>
        <source>{count} minutes of speech a day are free.</source>
        <translation>每天有 {count} 分钟免费语音。</translation>
    </message>
    <message>
        <source>{count} seconds</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>{heard} s heard + {said} s said</source>
        <translation>收听 {heard} 秒 + 说话 {said} 秒</translation>
    </message>
    <message>
        <source>{left} of {all} left today · new time {time}</source>
        <translation>今日剩余 {left} / {all} · {time} 更新</translation>
    </message>
    <message>
        <source>{name} is speaking</source>
        <translation>{name} 正在说话</translation>
    </message>
    <message>
        <source>{name} is thinking</source>
        <translation>{name} 正在思考</translation>
    </message>
    <message>
        <source>{seconds} in all</source>
        <translation>共 {seconds}</translation>
    </message>
</context>
<context>
    <name>lounge_settings</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>AI</source>
        <translation>AI</translation>
    </message>
    <message>
        <source>Add a reaction</source>
        <translation>添加回应</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>New messages</source>
        <translation>新消息</translation>
    </message>
    <message>
        <source>Only you see this</source>
        <translation>仅你可见</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>已置顶</translation>
    </message>
    <message>
        <source>Pinned · Only you see this</source>
        <translation>已置顶 · 仅你可见</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>file {name}, {detail}</source>
        <translation>文件 {name}，{detail}</translation>
    </message>
    <message>
        <source>mentions you</source>
        <translation>提到了你</translation>
    </message>
    <message>
        <source>only you see this</source>
        <translation>仅你可见</translation>
    </message>
    <message>
        <source>picture {name}, {detail}</source>
        <translation>图片 {name}，{detail}</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已置顶</translation>
    </message>
    <message>
        <source>replying to {author}: {text}</source>
        <translation>回复 {author}：{text}</translation>
    </message>
    <message>
        <source>sound {name}, {detail}</source>
        <translation>声音 {name}，{detail}</translation>
    </message>
    <message>
        <source>source {number}: {title}</source>
        <translation>来源 {number}：{title}</translation>
    </message>
    <message>
        <source>{author}, AI</source>
        <translation>{author}，AI</translation>
    </message>
    <message>
        <source>{day}, {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>{emoji} {count}</source>
        <translation>{emoji} {count}</translation>
    </message>
    <message>
        <source>{emoji} {count}, one of them yours</source>
        <translation>{emoji} {count}，其中一个是你的</translation>
    </message>
    <message>
        <source>{name} · {detail}</source>
        <translation>{name} · {detail}</translation>
    </message>
</context>
<context>
    <name>moments</name>
    <message>
        <source>yesterday {time}</source>
        <translation>昨天 {time}</translation>
    </message>
</context>
<context>
    <name>money</name>
    <message>
        <source>An amount has two digits after the point at most.</source>
        <translation>金额最多有两位小数。</translation>
    </message>
    <message>
        <source>Type an amount, such as {example}.</source>
        <translation>请输入金额，例如 {example}。</translation>
    </message>
    <message>
        <source>{amount} at least.</source>
        <translation>至少 {amount}。</translation>
    </message>
    <message>
        <source>{amount} at most.</source>
        <translation>最多 {amount}。</translation>
    </message>
</context>
<context>
    <name>notes</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>A person has joined.</source>
        <translation>已有人加入。</translation>
    </message>
    <message>
        <source>A person has taken over.</source>
        <translation>已有人接手。</translation>
    </message>
    <message>
        <source>A person was asked for.</source>
        <translation>已请求人工服务。</translation>
    </message>
    <message>
        <source>It has been quiet here. The conversation will be closed soon.</source>
        <translation>这里很久没有新消息了。对话即将关闭。</translation>
    </message>
    <message>
        <source>It has been quiet here. Without an answer the conversation is closed {time}.</source>
        <translation>这里很久没有新消息了。如果没有回复，对话将于 {time} 关闭。</translation>
    </message>
    <message>
        <source>Nobody is available now. Leave a message: it will be answered here.</source>
        <translation>现在没有人值班。请留言，我们会在这里回复。</translation>
    </message>
    <message>
        <source>Nobody is available now. People are back {time}. Leave a message until then.</source>
        <translation>现在没有人值班，工作人员将于 {time} 回来。在此之前请留言。</translation>
    </message>
    <message>
        <source>Resolved by {name}.</source>
        <translation>{name} 已将其标记为已解决。</translation>
    </message>
    <message>
        <source>Resolved.</source>
        <translation>已解决。</translation>
    </message>
    <message>
        <source>Somebody else is here.</source>
        <translation>已换人接待。</translation>
    </message>
    <message>
        <source>The AI answers again.</source>
        <translation>现在重新由 AI 回答。</translation>
    </message>
    <message>
        <source>The AI could not answer just now.</source>
        <translation>AI 刚才未能回答。</translation>
    </message>
    <message>
        <source>The conversation begins here.</source>
        <translation>对话从这里开始。</translation>
    </message>
    <message>
        <source>The conversation is back in the queue.</source>
        <translation>对话已回到排队中。</translation>
    </message>
    <message>
        <source>The place in the queue is kept.</source>
        <translation>排队位置已保留。</translation>
    </message>
    <message>
        <source>{name} answers again.</source>
        <translation>现在重新由 {name} 回答。</translation>
    </message>
    <message>
        <source>{name} could not answer just now.</source>
        <translation>{name} 刚才未能回答。</translation>
    </message>
    <message>
        <source>{name} had to leave. The place in the queue is kept.</source>
        <translation>{name} 有事离开了。排队位置已保留。</translation>
    </message>
    <message>
        <source>{name} has joined.</source>
        <translation>{name} 已加入。</translation>
    </message>
    <message>
        <source>{name} has put the conversation back in the queue.</source>
        <translation>{name} 已将对话放回排队中。</translation>
    </message>
    <message>
        <source>{name} has taken over.</source>
        <translation>{name} 已接手。</translation>
    </message>
    <message>
        <source>{name} is here for you now.</source>
        <translation>现在由 {name} 为您服务。</translation>
    </message>
</context>
<context>
    <name>playground</name>
    <message>
        <source>1 live session</source>
        <translation>1 场进行中的会话</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 人</translation>
    </message>
    <message>
        <source>A board that everybody draws on at the same time.</source>
        <translation>大家同时在上面画的白板。</translation>
    </message>
    <message>
        <source>A page of {site}. Everybody is asked before it is loaded.</source>
        <translation>{site} 的网页。加载前会询问每个人。</translation>
    </message>
    <message>
        <source>A video that plays, stops and jumps for everybody at once.</source>
        <translation>所有人同步播放、暂停和跳转的视频。</translation>
    </message>
    <message>
        <source>Chat alone</source>
        <translation>仅聊天</translation>
    </message>
    <message>
        <source>Create a space</source>
        <translation>创建空间</translation>
    </message>
    <message>
        <source>Gallery of playgrounds</source>
        <translation>游乐场展厅</translation>
    </message>
    <message>
        <source>No page: people see each other and a chat.</source>
        <translation>没有网页：大家看到彼此和聊天。</translation>
    </message>
    <message>
        <source>Nobody is in it now</source>
        <translation>现在没有人</translation>
    </message>
    <message>
        <source>Open an invite to a space</source>
        <translation>打开空间邀请</translation>
    </message>
    <message>
        <source>Page of {site}</source>
        <translation>{site} 的网页</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>私有</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>公开</translation>
    </message>
    <message>
        <source>Questions that one person asks and everybody answers.</source>
        <translation>一人出题，大家作答。</translation>
    </message>
    <message>
        <source>Quiz</source>
        <translation>问答</translation>
    </message>
    <message>
        <source>Watch together</source>
        <translation>一起看</translation>
    </message>
    <message>
        <source>Whiteboard</source>
        <translation>白板</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>创建者：{name}</translation>
    </message>
    <message>
        <source>playground whiteboard quiz video</source>
        <translation>游乐场 白板 问答 视频</translation>
    </message>
    <message>
        <source>{count} live sessions</source>
        <translation>{count} 场进行中的会话</translation>
    </message>
    <message>
        <source>{count} people</source>
        <translation>{count} 人</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 等另外 {count} 人</translation>
    </message>
</context>
<context>
    <name>playground templates</name>
    <message>
        <source>A game or tool on the web that people open side by side.</source>
        <translation>大家一起打开的网络游戏或工具。</translation>
    </message>
    <message>
        <source>A page by its address</source>
        <translation>指定地址的网页</translation>
    </message>
    <message>
        <source>Draw and write on one board, all at the same time.</source>
        <translation>大家同时在一块白板上写画。</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>How many legs does a spider have?</source>
        <translation>蜘蛛有几条腿？</translation>
    </message>
    <message>
        <source>Moon</source>
        <translation>月球</translation>
    </message>
    <message>
        <source>One video; play, pause and jumps reach everybody.</source>
        <translation>一个视频；播放、暂停和跳转同步到所有人。</translation>
    </message>
    <message>
        <source>People and a chat; the rest is up to you.</source>
        <translation>只有人和聊天，其余由你决定。</translation>
    </message>
    <message>
        <source>Quiz with prepared questions</source>
        <translation>带预备问题的问答</translation>
    </message>
    <message>
        <source>Sirius</source>
        <translation>天狼星</translation>
    </message>
    <message>
        <source>Two sample questions are in it: write your own over them.</source>
        <translation>内含两道示例题：改成你自己的。</translation>
    </message>
    <message>
        <source>Venus</source>
        <translation>金星</translation>
    </message>
    <message>
        <source>Watch together</source>
        <translation>一起看</translation>
    </message>
    <message>
        <source>Which of these is a planet?</source>
        <translation>以下哪个是行星？</translation>
    </message>
    <message>
        <source>Whiteboard</source>
        <translation>白板</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>1 rating so far: too few for an average.</source>
        <translation type="vanished">目前有 1 个评分，太少，不算平均。</translation>
    </message>
    <message>
        <source>1 rating. Each customer rates once, after it was resolved.</source>
        <translation>1 个评分。每位顾客在解决之后评一次。</translation>
    </message>
    <message>
        <source>Came back within 7 days</source>
        <translation>7 天内再次来信</translation>
    </message>
    <message>
        <source>Confirmed by the customer</source>
        <translation>顾客确认解决</translation>
    </message>
    <message>
        <source>Conversations started a day</source>
        <translation>每天开始的会话</translation>
    </message>
    <message>
        <source>First answer by a person</source>
        <translation>人工首次回答</translation>
    </message>
    <message>
        <source>First answer by the AI</source>
        <translation>AI 首次回答</translation>
    </message>
    <message>
        <source>First answer in time</source>
        <translation>首次回答及时</translation>
    </message>
    <message>
        <source>From asking for a person to that person’s first message.</source>
        <translation>从请求人工到此人的第一条消息。</translation>
    </message>
    <message>
        <source>From asking for a person until somebody accepted.</source>
        <translation>从请求人工到有人接手。</translation>
    </message>
    <message>
        <source>From the customer’s first message to the AI’s answer.</source>
        <translation>从顾客的第一条消息到 AI 回答。</translation>
    </message>
    <message>
        <source>From the first message until it was resolved.</source>
        <translation>从第一条消息到解决。</translation>
    </message>
    <message>
        <source>Half waited at most</source>
        <translation>一半的人最多等待</translation>
    </message>
    <message>
        <source>Handed over</source>
        <translation>转交</translation>
    </message>
    <message>
        <source>Handed over to a person</source>
        <translation>转交人工</translation>
    </message>
    <message>
        <source>Handed over to a person, by day</source>
        <translation>每天转交人工</translation>
    </message>
    <message>
        <source>Left before a person came: {count}.</source>
        <translation>在人工到来之前离开：{count}。</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新的</translation>
    </message>
    <message>
        <source>Next answers in time</source>
        <translation>后续回答及时</translation>
    </message>
    <message>
        <source>Nobody has rated a conversation in these days.</source>
        <translation>这些天没有人评分。</translation>
    </message>
    <message>
        <source>Not solved, or given 1 or 2 stars: {count}.</source>
        <translation>未解决，或评为 1 至 2 星：{count}。</translation>
    </message>
    <message>
        <source>Resolved by people</source>
        <translation>人工解决</translation>
    </message>
    <message>
        <source>Resolved by the AI</source>
        <translation>AI 解决</translation>
    </message>
    <message>
        <source>Resolved in time</source>
        <translation>及时解决</translation>
    </message>
    <message>
        <source>Resolved, not confirmed</source>
        <translation>已解决，未确认</translation>
    </message>
    <message>
        <source>The AI began, then a person was asked for.</source>
        <translation>由 AI 开始，之后请求了人工。</translation>
    </message>
    <message>
        <source>The customer resolved it, or gave 4 or 5 stars.</source>
        <translation>顾客自己标为解决，或给了 4 至 5 星。</translation>
    </message>
    <message>
        <source>The customer stopped writing. Silence does not count as success.</source>
        <translation>顾客不再来信。沉默不算成功。</translation>
    </message>
    <message>
        <source>The same customer wrote again soon after it was resolved.</source>
        <translation>解决后不久，同一顾客再次来信。</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>Waiting for a person, by day</source>
        <translation>每天等待人工的时间</translation>
    </message>
    <message>
        <source>Went quiet</source>
        <translation>不再回复</translation>
    </message>
    <message>
        <source>What became of them, by day</source>
        <translation>每天的结果</translation>
    </message>
    <message>
        <source>Your side resolved it; the customer said nothing about it.</source>
        <translation>由你方标为解决，顾客没有表态。</translation>
    </message>
    <message>
        <source>too few ({count})</source>
        <translation>太少（{count}）</translation>
    </message>
    <message>
        <source>{count} ratings so far: too few for an average.</source>
        <translation type="vanished">目前有 {count} 个评分，太少，不算平均。</translation>
    </message>
    <message>
        <source>{count} ratings. Each customer rates once, after it was resolved.</source>
        <translation>{count} 个评分。每位顾客在解决之后评一次。</translation>
    </message>
    <message>
        <source>{met} of {all}</source>
        <translation>{all} 中的 {met}</translation>
    </message>
    <message>
        <source>{met} of {all} ({share} %)</source>
        <translation>{all} 中的 {met}（{share} %）</translation>
    </message>
    <message>
        <source>{stars} of 5</source>
        <translation>{stars} / 5</translation>
    </message>
</context>
<context>
    <name>secret</name>
    <message>
        <source>Hide the password</source>
        <translation>隐藏密码</translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>显示密码</translation>
    </message>
</context>
<context>
    <name>service</name>
    <message>
        <source>A greeting has at most {count} characters.</source>
        <translation>问候语最多 {count} 个字符。</translation>
    </message>
    <message>
        <source>Always open: customers are never told to come back later.</source>
        <translation>始终开放：不会让顾客稍后再来。</translation>
    </message>
    <message>
        <source>Choose one of the list: type a city, such as Berlin.</source>
        <translation>请从列表中选择：输入城市，例如 Berlin。</translation>
    </message>
    <message>
        <source>Closed now, opens today {time}.</source>
        <translation>现在休息，今天 {time} 开放。</translation>
    </message>
    <message>
        <source>Closed now, opens tomorrow {time}.</source>
        <translation>现在休息，明天 {time} 开放。</translation>
    </message>
    <message>
        <source>Closed now, opens {day} {time}.</source>
        <translation>现在休息，{day} {time} 开放。</translation>
    </message>
    <message>
        <source>Closed, and no day has hours yet.</source>
        <translation>休息中，还没有任何一天设了时段。</translation>
    </message>
    <message>
        <source>Create a customer service</source>
        <translation>创建客服</translation>
    </message>
    <message>
        <source>Nobody would ever be there. Give at least one day its hours.</source>
        <translation>这样永远没有人。请至少给一天设置时段。</translation>
    </message>
    <message>
        <source>Open now, until {time}.</source>
        <translation>现在开放，直到 {time}。</translation>
    </message>
    <message>
        <source>Ready-made answers of {name}</source>
        <translation>{name} 的现成答复</translation>
    </message>
    <message>
        <source>Report of {name}</source>
        <translation>{name} 的报告</translation>
    </message>
    <message>
        <source>Say after how long the warning comes: nobody is sent away without one.</source>
        <translation>请说明多久后提醒：不提醒就不会结束会话。</translation>
    </message>
    <message>
        <source>Say on which site the chat may be shown: anywhere else it refuses.</source>
        <translation>请说明聊天可在哪个网站显示：其他地方一律拒绝。</translation>
    </message>
    <message>
        <source>Settings of {name}</source>
        <translation>{name} 的设置</translation>
    </message>
    <message>
        <source>The end has to be later than the beginning. Midnight is 24:00.</source>
        <translation>结束要晚于开始。午夜写作 24:00。</translation>
    </message>
    <message>
        <source>This day is in the list already.</source>
        <translation>这一天已在列表中。</translation>
    </message>
    <message>
        <source>This site is in the list already.</source>
        <translation>这个网站已在列表中。</translation>
    </message>
    <message>
        <source>Two periods of this day overlap.</source>
        <translation>这一天有两个时段重叠。</translation>
    </message>
    <message>
        <source>Write a time of the day, such as 9:30 or 17:00.</source>
        <translation>请写一个时间，例如 9:30 或 17:00。</translation>
    </message>
    <message>
        <source>Write the site’s address, such as https://shop.example.</source>
        <translation>请写网站地址，例如 https://shop.example。</translation>
    </message>
    <message>
        <source>business hours holidays team web chat targets</source>
        <translation>营业时间 假日 团队 网页聊天 目标</translation>
    </message>
    <message>
        <source>canned replies templates</source>
        <translation>常用回复 模板</translation>
    </message>
    <message>
        <source>figures statistics ratings waiting times</source>
        <translation>数据 统计 评分 等待时间</translation>
    </message>
    <message>
        <source>official brand support helpdesk</source>
        <translation>官方 品牌 客服 帮助</translation>
    </message>
</context>
<context>
    <name>session</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Come back</source>
        <translation>回来</translation>
    </message>
    <message>
        <source>End for everybody …</source>
        <translation>为所有人结束…</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>End the session for everybody?</source>
        <translation>为所有人结束这次会话？</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Lock: let nobody new in</source>
        <translation>锁定：不让新人进入</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>More about this session</source>
        <translation>关于此会话的更多操作</translation>
    </message>
    <message>
        <source>Nobody can go on in it. Its chat and its log are kept for the replay.</source>
        <translation>之后无人能继续。聊天和记录会保留，供回放使用。</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Show people and chat</source>
        <translation>显示人员和聊天</translation>
    </message>
    <message>
        <source>The connection broke. You come back by yourself.</source>
        <translation>连接已断开，恢复后会自动回来。</translation>
    </message>
    <message>
        <source>The host took you out. You cannot come back into this session.</source>
        <translation>主持人已将你移出，你不能再回到此会话。</translation>
    </message>
    <message>
        <source>This session has ended. Here is what happened in it.</source>
        <translation>此会话已结束。以下是其中发生的事。</translation>
    </message>
    <message>
        <source>Unlock: let new people in</source>
        <translation>解锁：允许新人进入</translation>
    </message>
    <message>
        <source>What the page may do</source>
        <translation>页面的权限</translation>
    </message>
    <message>
        <source>You are not in this session now</source>
        <translation>你现在不在此会话中</translation>
    </message>
    <message>
        <source>You are the host</source>
        <translation>你是主持人</translation>
    </message>
    <message>
        <source>You were removed</source>
        <translation>你已被移出</translation>
    </message>
    <message>
        <source>Your seat is kept for a while. The others go on.</source>
        <translation>你的座位会保留一会儿，其他人继续进行。</translation>
    </message>
    <message>
        <source>{count} people here</source>
        <translation>{count} 人在场</translation>
    </message>
    <message>
        <source>{count} person here</source>
        <translation>{count} 人在场</translation>
    </message>
    <message>
        <source>{name} is the host</source>
        <translation>{name} 是主持人</translation>
    </message>
</context>
<context>
    <name>session_chat</name>
    <message>
        <source>Chat</source>
        <translation>聊天</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Nothing was said yet. All who are here see what you write.</source>
        <translation>还没有人说话。在场的所有人都能看到你写的内容。</translation>
    </message>
    <message>
        <source>The session has ended.</source>
        <translation>会话已结束。</translation>
    </message>
    <message>
        <source>Write to all here</source>
        <translation>写给在场的所有人</translation>
    </message>
    <message>
        <source>You left this session.</source>
        <translation>你已离开此会话。</translation>
    </message>
    <message>
        <source>You were removed from this session.</source>
        <translation>你已被移出此会话。</translation>
    </message>
    <message>
        <source>{name} (AI) is writing …</source>
        <translation>{name}（AI）正在输入…</translation>
    </message>
</context>
<context>
    <name>session_invite</name>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the link: {what}</source>
        <translation>复制链接：{what}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>In any browser</source>
        <translation>用任意浏览器</translation>
    </message>
    <message>
        <source>In this app</source>
        <translation>用此应用</translation>
    </message>
    <message>
        <source>Invite into this session</source>
        <translation>邀请加入此会话</translation>
    </message>
    <message>
        <source>Make a new link</source>
        <translation>生成新链接</translation>
    </message>
    <message>
        <source>The link before is worth nothing then.</source>
        <translation>之前的链接将随之失效。</translation>
    </message>
    <message>
        <source>Whoever has a link may come in, without an account too, until the session ends.</source>
        <translation>会话结束前，任何持有链接的人都可以进入，没有账号也可以。</translation>
    </message>
</context>
<context>
    <name>session_page</name>
    <message>
        <source>A built-in playground of this space’s own server.</source>
        <translation>此空间自己的服务器上的内置游乐场。</translation>
    </message>
    <message>
        <source>A page of {site}</source>
        <translation>{site} 的页面</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Ask again: {what}</source>
        <translation>重新询问：{what}</translation>
    </message>
    <message>
        <source>Copy the page’s address</source>
        <translation>复制页面地址</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Do not open</source>
        <translation>不打开</translation>
    </message>
    <message>
        <source>Do not show this page any more</source>
        <translation>不再显示此页面</translation>
    </message>
    <message>
        <source>It gets nothing else: not your account, no files, nothing of this computer or its network. Microphone, camera and the like are asked for by name.</source>
        <translation>它得不到其他任何东西：得不到你的账号和文件，也接触不到这台电脑及其网络。麦克风、摄像头等会逐一征求同意。</translation>
    </message>
    <message>
        <source>It sent far too many messages that make no sense.</source>
        <translation>它发送了过多无意义的消息。</translation>
    </message>
    <message>
        <source>It was not loaded. People and chat work all the same.</source>
        <translation>页面未加载。人员和聊天照常可用。</translation>
    </message>
    <message>
        <source>It will be told: the names of who is in this session, what is written in its chat, and the state that all share.</source>
        <translation>它会得知：此会话中各人的名字、聊天中的内容，以及所有人共享的状态。</translation>
    </message>
    <message>
        <source>Load again</source>
        <translation>重新加载</translation>
    </message>
    <message>
        <source>Load the page again</source>
        <translation>重新加载页面</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Nothing of the session is lost: people, chat and shared state are still here.</source>
        <translation>会话没有任何损失：人员、聊天和共享状态都还在。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Show the page</source>
        <translation>显示页面</translation>
    </message>
    <message>
        <source>Show the page of “{space}”?</source>
        <translation>显示“{space}”的页面？</translation>
    </message>
    <message>
        <source>Take back: {what}</source>
        <translation>收回：{what}</translation>
    </message>
    <message>
        <source>The page could not be loaded</source>
        <translation>页面无法加载</translation>
    </message>
    <message>
        <source>The page crashed</source>
        <translation>页面已崩溃</translation>
    </message>
    <message>
        <source>The page of {space}</source>
        <translation>{space} 的页面</translation>
    </message>
    <message>
        <source>The page wants to open this in your browser:
{url}</source>
        <translation>页面想在你的浏览器中打开：
{url}</translation>
    </message>
    <message>
        <source>The page wants {what}.</source>
        <translation>页面请求：{what}。</translation>
    </message>
    <message>
        <source>The page was stopped</source>
        <translation>页面已被停止</translation>
    </message>
    <message>
        <source>The server did not give the page out. Check the connection.</source>
        <translation>服务器没有给出页面，请检查连接。</translation>
    </message>
    <message>
        <source>This app has no web engine, so the page is not shown here. People and chat work all the same.</source>
        <translation>此应用没有网页引擎，因此页面不在这里显示。人员和聊天照常可用。</translation>
    </message>
    <message>
        <source>This page opens in your browser</source>
        <translation>此页面在浏览器中打开</translation>
    </message>
    <message>
        <source>This page was granted nothing</source>
        <translation>此页面没有获得任何权限</translation>
    </message>
    <message>
        <source>This space has no page</source>
        <translation>此空间没有页面</translation>
    </message>
    <message>
        <source>Whether to show the page</source>
        <translation>是否显示页面</translation>
    </message>
    <message>
        <source>You can talk here, and share what agents and pages write.</source>
        <translation>你可以在这里交谈，并共享智能体和页面写下的内容。</translation>
    </message>
    <message>
        <source>{name} added it to this space.</source>
        <translation>它由 {name} 添加到此空间。</translation>
    </message>
    <message>
        <source>{site} could not be reached, or would not give the page out.</source>
        <translation>无法连接 {site}，或它拒绝给出页面。</translation>
    </message>
</context>
<context>
    <name>session_people</name>
    <message>
        <source>Both drive: the AI acts when called by name</source>
        <translation>共同操作：被点名时 AI 才行动</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>I drive</source>
        <translation>由我操作</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Let an AI drive …</source>
        <translation>让 AI 操作…</translation>
    </message>
    <message>
        <source>Let the AI drive</source>
        <translation>让 AI 操作</translation>
    </message>
    <message>
        <source>Let them drive</source>
        <translation>让其本人操作</translation>
    </message>
    <message>
        <source>Make {name} the host</source>
        <translation>让 {name} 当主持人</translation>
    </message>
    <message>
        <source>More about {name}</source>
        <translation>关于 {name} 的更多操作</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {name} …</source>
        <translation>移出 {name}…</translation>
    </message>
    <message>
        <source>Remove {name}?</source>
        <translation>移出 {name}？</translation>
    </message>
    <message>
        <source>Such as Teacher or Red team. Everybody sees it; it gives no power.</source>
        <translation>例如“老师”或“红队”。所有人都能看到，但不带来任何权限。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>The AI drives</source>
        <translation>由 AI 操作</translation>
    </message>
    <message>
        <source>They are out at once, and may not come back into this session.</source>
        <translation>对方会立即离开，并且不能再回到此会话。</translation>
    </message>
    <message>
        <source>Which AI sits with you</source>
        <translation>与你同座的 AI</translation>
    </message>
    <message>
        <source>Who is in the session</source>
        <translation>谁在会话中</translation>
    </message>
    <message>
        <source>You have no AI agents yet</source>
        <translation>你还没有 AI 智能体</translation>
    </message>
    <message>
        <source>Your role</source>
        <translation>你的角色</translation>
    </message>
    <message>
        <source>Your role in this session</source>
        <translation>你在此会话中的角色</translation>
    </message>
    <message>
        <source>Your role …</source>
        <translation>你的角色…</translation>
    </message>
    <message>
        <source>{act}: the seat of {name}</source>
        <translation>{act}：{name} 的座位</translation>
    </message>
    <message>
        <source>{agent} drives</source>
        <translation>由 {agent} 操作</translation>
    </message>
    <message>
        <source>{count} people here</source>
        <translation>{count} 人在场</translation>
    </message>
    <message>
        <source>{count} person here</source>
        <translation>{count} 人在场</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name}（你）</translation>
    </message>
    <message>
        <source>{name} drives</source>
        <translation>由 {name} 操作</translation>
    </message>
</context>
<context>
    <name>session_replay</name>
    <message>
        <source>Began {when}</source>
        <translation>开始于 {when}</translation>
    </message>
    <message>
        <source>How fast</source>
        <translation>播放速度</translation>
    </message>
    <message>
        <source>Moment of the session</source>
        <translation>会话中的时刻</translation>
    </message>
    <message>
        <source>Nobody said anything before it ended.</source>
        <translation>直到结束都没有人说话。</translation>
    </message>
    <message>
        <source>Nobody there</source>
        <translation>无人在场</translation>
    </message>
    <message>
        <source>Nothing happened in this session</source>
        <translation>此会话中什么也没有发生</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>There: {names}</source>
        <translation>在场：{names}</translation>
    </message>
    <message>
        <source>Told from the session’s log and chat: who came and went, who drove which seat, and what was said. What the page showed is not kept.</source>
        <translation>根据会话的记录和聊天重现：谁来谁走、各座位由谁操作、说了什么。页面显示的内容没有保留。</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生的事</translation>
    </message>
    <message>
        <source>What happened next</source>
        <translation>接下来发生的事</translation>
    </message>
    <message>
        <source>{count}×</source>
        <translation>{count} 倍</translation>
    </message>
    <message>
        <source>{now} of {all}</source>
        <translation>{now} / {all}</translation>
    </message>
</context>
<context>
    <name>session_words</name>
    <message>
        <source>A built-in playground</source>
        <translation>内置游乐场</translation>
    </message>
    <message>
        <source>A built-in playground: the quiz</source>
        <translation>内置游乐场：问答</translation>
    </message>
    <message>
        <source>A built-in playground: the whiteboard</source>
        <translation>内置游乐场：白板</translation>
    </message>
    <message>
        <source>A built-in playground: watching together</source>
        <translation>内置游乐场：一起看</translation>
    </message>
    <message>
        <source>An AI drives</source>
        <translation>由 AI 操作</translation>
    </message>
    <message>
        <source>An AI stands by</source>
        <translation>AI 待命</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>主持人</translation>
    </message>
    <message>
        <source>Somebody</source>
        <translation>某人</translation>
    </message>
    <message>
        <source>The AI in {name}’s seat could not go on</source>
        <translation>{name} 座位上的 AI 无法继续</translation>
    </message>
    <message>
        <source>The page asks that you and your AI drive your seat together.</source>
        <translation>页面请求由你和你的 AI 共同操作你的座位。</translation>
    </message>
    <message>
        <source>The page asks that you drive your seat yourself.</source>
        <translation>页面请求由你自己操作你的座位。</translation>
    </message>
    <message>
        <source>The page asks that your AI drives your seat.</source>
        <translation>页面请求由你的 AI 操作你的座位。</translation>
    </message>
    <message>
        <source>The page tried to load something that pages may not load. That was blocked.</source>
        <translation>页面试图加载不允许加载的内容，已被阻止。</translation>
    </message>
    <message>
        <source>The page tried to reach this computer or its network. That was blocked.</source>
        <translation>页面试图访问这台电脑或其网络，已被阻止。</translation>
    </message>
    <message>
        <source>The session ended</source>
        <translation>会话已结束</translation>
    </message>
    <message>
        <source>Together with an AI</source>
        <translation>与 AI 一起</translation>
    </message>
    <message>
        <source>Together with {agent} (AI)</source>
        <translation>与 {agent}（AI）一起</translation>
    </message>
    <message>
        <source>Visitor</source>
        <translation>访客</translation>
    </message>
    <message>
        <source>camera and microphone</source>
        <translation>摄像头和麦克风</translation>
    </message>
    <message>
        <source>the camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>the microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>to know where you are</source>
        <translation>获知你的位置</translation>
    </message>
    <message>
        <source>to read what you copied</source>
        <translation>读取你复制的内容</translation>
    </message>
    <message>
        <source>to show notifications</source>
        <translation>显示通知</translation>
    </message>
    <message>
        <source>to take over the mouse pointer</source>
        <translation>控制鼠标指针</translation>
    </message>
    <message>
        <source>{agent} (AI) drives</source>
        <translation>由 {agent}（AI）操作</translation>
    </message>
    <message>
        <source>{agent} (AI) stands by</source>
        <translation>{agent}（AI）待命</translation>
    </message>
    <message>
        <source>{name} came</source>
        <translation>{name} 来了</translation>
    </message>
    <message>
        <source>{name} came back</source>
        <translation>{name} 回来了</translation>
    </message>
    <message>
        <source>{name} is host now</source>
        <translation>{name} 现在是主持人</translation>
    </message>
    <message>
        <source>{name} left</source>
        <translation>{name} 离开了</translation>
    </message>
    <message>
        <source>{name} let a person and an AI drive together</source>
        <translation>{name} 让人和 AI 共同操作</translation>
    </message>
    <message>
        <source>{name} let a person drive again</source>
        <translation>{name} 让人重新操作</translation>
    </message>
    <message>
        <source>{name} let an AI drive</source>
        <translation>{name} 让 AI 操作</translation>
    </message>
    <message>
        <source>{name} locked the session</source>
        <translation>{name} 锁定了会话</translation>
    </message>
    <message>
        <source>{name} started the session</source>
        <translation>{name} 开始了会话</translation>
    </message>
    <message>
        <source>{name} unlocked the session</source>
        <translation>{name} 解锁了会话</translation>
    </message>
    <message>
        <source>{name} was removed</source>
        <translation>{name} 被移出</translation>
    </message>
    <message>
        <source>{name}’s connection was lost</source>
        <translation>{name} 的连接已断开</translation>
    </message>
</context>
<context>
    <name>spans</name>
    <message>
        <source>{days} d</source>
        <translation>{days} 天</translation>
    </message>
    <message>
        <source>{days} d {hours} h</source>
        <translation>{days} 天 {hours} 小时</translation>
    </message>
    <message>
        <source>{hours} h</source>
        <translation>{hours} 小时</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} 分钟</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>studio</name>
    <message>
        <source>10 seconds are enough to begin, 30 are better.</source>
        <translation>10 秒即可开始，30 秒更好。</translation>
    </message>
    <message>
        <source>A little loud</source>
        <translation>声音略大</translation>
    </message>
    <message>
        <source>A little quiet</source>
        <translation>声音略小</translation>
    </message>
    <message>
        <source>A low hum</source>
        <translation>低沉的嗡嗡声</translation>
    </message>
    <message>
        <source>A neural voice on this server, offline. It comes much nearer, and is slower.</source>
        <translation>此服务器上的离线神经语音，更接近原声，但更慢。</translation>
    </message>
    <message>
        <source>A noise that comes and goes</source>
        <translation>时有时无的噪声</translation>
    </message>
    <message>
        <source>A quiet room</source>
        <translation>房间很安静</translation>
    </message>
    <message>
        <source>A steady noise, like a fan</source>
        <translation>持续的噪声，像风扇</translation>
    </message>
    <message>
        <source>Always there, offline. It takes over your pitch and timbre, and sounds like you from afar: a little like a robot.</source>
        <translation>始终可用，离线运行。它采用你的音高和音色，远听像你，略带机器味。</translation>
    </message>
    <message>
        <source>An AI voice of this lounge said it as a preview on {when}.</source>
        <translation>此会客厅的 AI 语音曾在 {when} 试听时说过。</translation>
    </message>
    <message>
        <source>An AI voice of this lounge said it on {when}.</source>
        <translation>此会客厅的 AI 语音在 {when} 说过。</translation>
    </message>
    <message>
        <source>An AI voice of this lounge said it.</source>
        <translation>此会客厅的 AI 语音说过。</translation>
    </message>
    <message>
        <source>As near as it gets. Some words may be hard to understand.</source>
        <translation>尽可能接近，有些词可能难以听懂。</translation>
    </message>
    <message>
        <source>Balanced: recognisable, and easy to follow.</source>
        <translation>均衡：能认出是你，也容易听懂。</translation>
    </message>
    <message>
        <source>Clear, with something of your timbre.</source>
        <translation>清晰，带一点你的音色。</translation>
    </message>
    <message>
        <source>Enough to begin</source>
        <translation>可以开始了</translation>
    </message>
    <message>
        <source>It comes from the mains: try another socket, or take the charger off.</source>
        <translation>来自电源：换个插座，或拔掉充电器。</translation>
    </message>
    <message>
        <source>It may be muted, on itself or in the system's settings.</source>
        <translation>它可能在自身开关或系统设置中被静音。</translation>
    </message>
    <message>
        <source>It sounds like music</source>
        <translation>听起来像音乐</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在听</translation>
    </message>
    <message>
        <source>Longer ones are worth more.</source>
        <translation>录得长一些更有用。</translation>
    </message>
    <message>
        <source>Made here</source>
        <translation>在这里生成</translation>
    </message>
    <message>
        <source>Many pauses</source>
        <translation>停顿较多</translation>
    </message>
    <message>
        <source>Move back by the width of a hand.</source>
        <translation>后退一掌宽。</translation>
    </message>
    <message>
        <source>Move back or turn the microphone down.</source>
        <translation>后退一些，或调低麦克风音量。</translation>
    </message>
    <message>
        <source>Move closer to the microphone.</source>
        <translation>靠近麦克风一些。</translation>
    </message>
    <message>
        <source>Move closer, or find a quieter place.</source>
        <translation>靠近一些，或换个更安静的地方。</translation>
    </message>
    <message>
        <source>Move closer, or turn the microphone up.</source>
        <translation>靠近一些，或调高麦克风音量。</translation>
    </message>
    <message>
        <source>Near to you. Some words become less clear.</source>
        <translation>接近你，有些词不太清楚。</translation>
    </message>
    <message>
        <source>No voice of this lounge has said that, as far as this server remembers.</source>
        <translation>就此服务器的记录而言，此会客厅的声音没有说过这段话。</translation>
    </message>
    <message>
        <source>Not available on this server.</source>
        <translation>此服务器上不可用。</translation>
    </message>
    <message>
        <source>Not made here</source>
        <translation>不是在这里生成的</translation>
    </message>
    <message>
        <source>Nothing here will spoil your voice.</source>
        <translation>没有会影响声音的噪声。</translation>
    </message>
    <message>
        <source>Nothing leaves the server</source>
        <translation>任何内容都不离开服务器</translation>
    </message>
    <message>
        <source>Only your own speaking voice is of use.</source>
        <translation>只有你本人说话的声音才有用。</translation>
    </message>
    <message>
        <source>Read the whole sentence, or more.</source>
        <translation>请读完整句，或多读一些。</translation>
    </message>
    <message>
        <source>Recordings leave the server</source>
        <translation>录音会离开服务器</translation>
    </message>
    <message>
        <source>Recordings, voice and texts stay where this lounge is.</source>
        <translation>录音、声音和文本都留在此会客厅所在的服务器。</translation>
    </message>
    <message>
        <source>Some of it is too loud</source>
        <translation>有些地方过响</translation>
    </message>
    <message>
        <source>Sounds good</source>
        <translation>听起来不错</translation>
    </message>
    <message>
        <source>Speak on without long pauses.</source>
        <translation>请连续说，不要停顿太久。</translation>
    </message>
    <message>
        <source>Street or voices: close window and door, or wait for a quieter moment.</source>
        <translation>街道声或人声：关好门窗，或等安静一些。</translation>
    </message>
    <message>
        <source>That is plenty</source>
        <translation>足够了</translation>
    </message>
    <message>
        <source>The microphone is silent</source>
        <translation>麦克风没有声音</translation>
    </message>
    <message>
        <source>There is some noise</source>
        <translation>有一些噪声</translation>
    </message>
    <message>
        <source>To build and to speak, recordings and texts are sent to another machine.</source>
        <translation>生成和说话时，录音和文本会发送到另一台机器。</translation>
    </message>
    <message>
        <source>Too loud: it is distorted</source>
        <translation>太响：已失真</translation>
    </message>
    <message>
        <source>Too much noise</source>
        <translation>噪声太大</translation>
    </message>
    <message>
        <source>Too quiet</source>
        <translation>声音太小</translation>
    </message>
    <message>
        <source>Too short</source>
        <translation>太短</translation>
    </message>
    <message>
        <source>Turn off fans and air conditioning, or turn the microphone away from them.</source>
        <translation>关掉风扇和空调，或让麦克风背对它们。</translation>
    </message>
    <message>
        <source>Turn off what hums or blows, close the window, and move closer.</source>
        <translation>关掉发出嗡嗡声或吹风的设备，关上窗户，再靠近一些。</translation>
    </message>
    <message>
        <source>Usable, but short</source>
        <translation>可用，但偏短</translation>
    </message>
    <message>
        <source>Very clear. One hears your pitch, and not much more of you.</source>
        <translation>非常清晰，能听出你的音高，但不太像你。</translation>
    </message>
    <message>
        <source>Voice studio</source>
        <translation>声音工作室</translation>
    </message>
    <message>
        <source>With 30 seconds it comes nearer to you.</source>
        <translation>录到 30 秒会更像你。</translation>
    </message>
    <message>
        <source>Works on another machine. How near it comes depends on what runs there.</source>
        <translation>在另一台机器上运行，相似程度取决于那里的引擎。</translation>
    </message>
    <message>
        <source>You can go on, or add more.</source>
        <translation>可以继续，也可以再录一些。</translation>
    </message>
</context>
<context>
    <name>support</name>
    <message>
        <source>Report</source>
        <translation>举报</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>认证</translation>
    </message>
</context>
<context>
    <name>support_keys</name>
    <message>
        <source>Accept whoever waits the longest</source>
        <translation>接手等得最久的客户</translation>
    </message>
    <message>
        <source>Answering customers</source>
        <translation>回答客户</translation>
    </message>
    <message>
        <source>Assign to a colleague</source>
        <translation>转给同事</translation>
    </message>
    <message>
        <source>Close the conversation that is open</source>
        <translation>关闭打开的对话</translation>
    </message>
    <message>
        <source>Let the AI draft</source>
        <translation>让 AI 起草</translation>
    </message>
    <message>
        <source>Next conversation of the list</source>
        <translation>列表中的下一个对话</translation>
    </message>
    <message>
        <source>Next open conversation</source>
        <translation>下一个打开的对话</translation>
    </message>
    <message>
        <source>Online, away or offline</source>
        <translation>在线、离开或离线</translation>
    </message>
    <message>
        <source>Open conversation {number}</source>
        <translation>第 {number} 个打开的对话</translation>
    </message>
    <message>
        <source>Previous conversation of the list</source>
        <translation>列表中的上一个对话</translation>
    </message>
    <message>
        <source>Previous open one</source>
        <translation>上一个打开的对话</translation>
    </message>
    <message>
        <source>Put back in the queue</source>
        <translation>放回队列</translation>
    </message>
    <message>
        <source>Ready-made answers</source>
        <translation>现成答复</translation>
    </message>
    <message>
        <source>Ready-made answers, while a reply is written</source>
        <translation>写回复时使用常用回复</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>结束对话</translation>
    </message>
    <message>
        <source>Search conversations</source>
        <translation>搜索对话</translation>
    </message>
    <message>
        <source>Silence the bell</source>
        <translation>铃声静音</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>Write a note for staff</source>
        <translation>写备注</translation>
    </message>
    <message>
        <source>Write a reply</source>
        <translation>写回复</translation>
    </message>
</context>
<context>
    <name>thread</name>
    <message>
        <source>1 character left</source>
        <translation>还可输入 1 个字符</translation>
    </message>
    <message>
        <source>AI voice</source>
        <translation>AI 语音</translation>
    </message>
    <message>
        <source>Answer again</source>
        <translation>重新回答</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>提问</translation>
    </message>
    <message>
        <source>Ask for {amount}</source>
        <translation>支付 {amount} 提问</translation>
    </message>
    <message>
        <source>Copy link to message</source>
        <translation>复制消息链接</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Earlier versions</source>
        <translation>早先版本</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Helpful</source>
        <translation>有帮助</translation>
    </message>
    <message>
        <source>It is sent by itself.</source>
        <translation>会自动发送。</translation>
    </message>
    <message>
        <source>Mark unread from here</source>
        <translation>从此处标为未读</translation>
    </message>
    <message>
        <source>Not helpful</source>
        <translation>没帮助</translation>
    </message>
    <message>
        <source>Not sent yet. {why}</source>
        <translation>尚未发送。{why}</translation>
    </message>
    <message>
        <source>Not sent. {why}</source>
        <translation>未发送。{why}</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>置顶</translation>
    </message>
    <message>
        <source>React</source>
        <translation>回应</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Report to moderators</source>
        <translation>向管理员举报</translation>
    </message>
    <message>
        <source>Save the sound as…</source>
        <translation>将声音另存为…</translation>
    </message>
    <message>
        <source>Save “{name}” as…</source>
        <translation>将“{name}”另存为…</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Show the receipt</source>
        <translation>查看收据</translation>
    </message>
    <message>
        <source>Slow mode: you can write again in {seconds} s</source>
        <translation>慢速模式：{seconds} 秒后可以再次发言</translation>
    </message>
    <message>
        <source>Slow mode: you can write again in {time}</source>
        <translation>慢速模式：{time} 后可以再次发言</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Take back “helpful”</source>
        <translation>撤回“有帮助”</translation>
    </message>
    <message>
        <source>Take back “not helpful”</source>
        <translation>撤回“没帮助”</translation>
    </message>
    <message>
        <source>The question is gone. Ask it again.</source>
        <translation>问题已不在这里，请重新提问。</translation>
    </message>
    <message>
        <source>The reply failed.</source>
        <translation>回复失败。</translation>
    </message>
    <message>
        <source>This message is 1 character too long. The limit is {most}.</source>
        <translation>此消息超出 1 个字符；最多 {most} 个。</translation>
    </message>
    <message>
        <source>This message is {over} characters too long. The limit is {most}.</source>
        <translation>此消息超出 {over} 个字符；最多 {most} 个。</translation>
    </message>
    <message>
        <source>This message was deleted.</source>
        <translation>此消息已删除。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消置顶</translation>
    </message>
    <message>
        <source>Voice message</source>
        <translation>语音消息</translation>
    </message>
    <message>
        <source>Waits for the connection.</source>
        <translation type="vanished">等待连接。</translation>
    </message>
    <message>
        <source>answered again</source>
        <translation>已重新回答</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>is looking for an answer</source>
        <translation>正在寻找答案</translation>
    </message>
    <message>
        <source>only you see this</source>
        <translation type="vanished">仅你可见</translation>
    </message>
    <message>
        <source>rests on none of its texts</source>
        <translation>未依据任何资料</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>to {name}</source>
        <translation>给 {name}</translation>
    </message>
    <message>
        <source>you</source>
        <translation>你</translation>
    </message>
    <message>
        <source>you found this helpful</source>
        <translation>你觉得有帮助</translation>
    </message>
    <message>
        <source>you found this unhelpful</source>
        <translation>你觉得没帮助</translation>
    </message>
    <message>
        <source>{amount} charged</source>
        <translation>已收费 {amount}</translation>
    </message>
    <message>
        <source>{count} KB</source>
        <translation>{count} KB</translation>
    </message>
    <message>
        <source>{count} MB</source>
        <translation>{count} MB</translation>
    </message>
    <message>
        <source>{count} bytes</source>
        <translation>{count} 字节</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>还剩 {count}</translation>
    </message>
    <message>
        <source>{count} too many</source>
        <translation>超出 {count}</translation>
    </message>
    <message>
        <source>{names} and {count} more</source>
        <translation>{names} 等另外 {count} 人</translation>
    </message>
</context>
<context>
    <name>uploads</name>
    <message>
        <source>A message can have at most {most} files.</source>
        <translation>一条消息最多带 {most} 个文件。</translation>
    </message>
    <message>
        <source>“{name}” cannot be read.</source>
        <translation>无法读取“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” is empty.</source>
        <translation>“{name}”是空的。</translation>
    </message>
    <message>
        <source>“{name}” is larger than {most}.</source>
        <translation>“{name}”超过 {most}。</translation>
    </message>
</context>
<context>
    <name>verification</name>
    <message>
        <source>A badge tells customers that this community really belongs to your company. An admin of this space looks at your documents and decides.</source>
        <translation>认证标志告诉客户，这个社区确实属于您的公司。此空间的管理员会查看您的文件并作出决定。</translation>
    </message>
    <message>
        <source>At most {most} documents can be sent.</source>
        <translation>最多可以发送 {most} 个文件。</translation>
    </message>
    <message>
        <source>Everybody sees the badge beside the name “{name}”.</source>
        <translation>所有人都能在名称“{name}”旁看到认证标志。</translation>
    </message>
    <message>
        <source>Go back to the name “{previous}” and the badge returns at once, or send documents for “{name}”.</source>
        <translation>改回名称“{previous}”，认证标志会立即恢复；或为“{name}”发送文件。</translation>
    </message>
    <message>
        <source>Not verified yet</source>
        <translation>尚未认证</translation>
    </message>
    <message>
        <source>Put right what is said below, then send the documents again.</source>
        <translation>请按下面所述改正，然后重新发送文件。</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Sent on {when}. You will be told as soon as somebody has decided.</source>
        <translation>发送于 {when}。一有决定就会通知您。</translation>
    </message>
    <message>
        <source>The badge belongs to the name “{previous}” and is suspended until an admin confirms “{name}”. If you go back to the old name, it returns at once.</source>
        <translation>认证标志属于名称“{previous}”，在管理员确认“{name}”之前暂停。如果改回原名称，标志会立即恢复。</translation>
    </message>
    <message>
        <source>The new name waits for an admin</source>
        <translation>新名称正在等待管理员确认</translation>
    </message>
    <message>
        <source>The new name was rejected</source>
        <translation>新名称被拒绝</translation>
    </message>
    <message>
        <source>This was withdrawn on {when}.</source>
        <translation>已于 {when} 撤回。</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已认证</translation>
    </message>
    <message>
        <source>Waiting for an admin</source>
        <translation>正在等待管理员</translation>
    </message>
    <message>
        <source>{name} approved this on {when}.</source>
        <translation>{name} 于 {when} 批准。</translation>
    </message>
    <message>
        <source>{name} is verified now.</source>
        <translation>{name} 已通过认证。</translation>
    </message>
    <message>
        <source>{name} rejected this on {when}.</source>
        <translation>{name} 于 {when} 拒绝。</translation>
    </message>
    <message>
        <source>{name} was not verified: {reason}</source>
        <translation>{name} 未通过认证：{reason}</translation>
    </message>
    <message>
        <source>“{name}” cannot be read.</source>
        <translation>无法读取“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” is empty.</source>
        <translation>“{name}”是空的。</translation>
    </message>
    <message>
        <source>“{name}” is larger than {most}.</source>
        <translation>“{name}”超过 {most}。</translation>
    </message>
    <message>
        <source>“{name}” is not a PDF, PNG or JPEG file.</source>
        <translation>“{name}”不是 PDF、PNG 或 JPEG 文件。</translation>
    </message>
</context>
</TS>
